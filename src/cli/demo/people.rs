//! Made-up members in real municipalities. Names of municipalities, their codes and rounded populations are from
//! Statistics Netherlands (CBS, 2023); the people exist nowhere.

use std::fmt::Write as _;

use crate::chance::Chance;

/// Code, name, province, thousands of residents.
const MUNICIPALITIES: [(&str, &str, &str, u32); 40] = [
    ("GM0363", "Amsterdam", "Noord-Holland", 918),
    ("GM0599", "Rotterdam", "Zuid-Holland", 664),
    ("GM0518", "Den Haag", "Zuid-Holland", 563),
    ("GM0344", "Utrecht", "Utrecht", 368),
    ("GM0772", "Eindhoven", "Noord-Brabant", 244),
    ("GM0014", "Groningen", "Groningen", 238),
    ("GM0855", "Tilburg", "Noord-Brabant", 227),
    ("GM0034", "Almere", "Flevoland", 222),
    ("GM0758", "Breda", "Noord-Brabant", 187),
    ("GM0268", "Nijmegen", "Gelderland", 182),
    ("GM0202", "Arnhem", "Gelderland", 167),
    ("GM0392", "Haarlem", "Noord-Holland", 165),
    ("GM0153", "Enschede", "Overijssel", 161),
    ("GM0307", "Amersfoort", "Utrecht", 160),
    ("GM0200", "Apeldoorn", "Gelderland", 168),
    ("GM0479", "Zaanstad", "Noord-Holland", 160),
    ("GM0796", "'s-Hertogenbosch", "Noord-Brabant", 160),
    ("GM0193", "Zwolle", "Overijssel", 133),
    ("GM0546", "Leiden", "Zuid-Holland", 127),
    ("GM0080", "Leeuwarden", "Friesland", 128),
    ("GM0935", "Maastricht", "Limburg", 122),
    ("GM0505", "Dordrecht", "Zuid-Holland", 122),
    ("GM0228", "Ede", "Gelderland", 123),
    ("GM0983", "Venlo", "Limburg", 103),
    ("GM0150", "Deventer", "Overijssel", 103),
    ("GM0114", "Emmen", "Drenthe", 109),
    ("GM0106", "Assen", "Drenthe", 70),
    ("GM0687", "Middelburg", "Zeeland", 50),
    ("GM0664", "Goes", "Zeeland", 39),
    ("GM0715", "Terneuzen", "Zeeland", 55),
    ("GM0995", "Lelystad", "Flevoland", 84),
    ("GM0074", "Heerenveen", "Friesland", 52),
    ("GM0118", "Hoogeveen", "Drenthe", 56),
    ("GM0957", "Roermond", "Limburg", 60),
    ("GM0513", "Gouda", "Zuid-Holland", 76),
    ("GM0503", "Delft", "Zuid-Holland", 107),
    ("GM0402", "Hilversum", "Noord-Holland", 94),
    ("GM0355", "Zeist", "Utrecht", 67),
    ("GM0197", "Aalten", "Gelderland", 27),
    ("GM0060", "Ameland", "Friesland", 4),
];

const FIRST_NAMES: [(&str, &str); 32] = [
    ("Anna", "v"),
    ("Bas", "m"),
    ("Carlijn", "v"),
    ("Daan", "m"),
    ("Eva", "v"),
    ("Farid", "m"),
    ("Greet", "v"),
    ("Hassan", "m"),
    ("Ilse", "v"),
    ("Jan", "m"),
    ("Karin", "v"),
    ("Lars", "m"),
    ("Maryam", "v"),
    ("Noah", "m"),
    ("Olga", "v"),
    ("Pieter", "m"),
    ("Quinty", "v"),
    ("Ruben", "m"),
    ("Sanne", "v"),
    ("Tim", "m"),
    ("Ursula", "v"),
    ("Vincent", "m"),
    ("Wilma", "v"),
    ("Xander", "m"),
    ("Yasmin", "v"),
    ("Zeki", "m"),
    ("Robin", "x"),
    ("Sam", "x"),
    ("Truus", "v"),
    ("Henk", "m"),
    ("Fatima", "v"),
    ("Gerrit", "m"),
];

const SURNAMES: [&str; 28] = [
    "de Jong",
    "Jansen",
    "de Vries",
    "van den Berg",
    "Bakker",
    "van Dijk",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "de Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "van Leeuwen",
    "Dekker",
    "Brouwer",
    "de Wit",
    "Yilmaz",
    "El Amrani",
    "Dijkstra",
    "Kok",
    "van der Meer",
    "Prins",
    "Huisman",
    "Nguyen",
];

/// The branches file.
pub fn branches() -> String {
    let mut file = String::from("code,naam,regio\n");
    for (code, name, region, _) in MUNICIPALITIES {
        let _ = writeln!(file, "{code},{name},{region}");
    }
    file
}

/// The members file: about 3,000, more where more people live, but not in proportion, so that most branches can have
/// results of their own. A few have no address, a few share one.
pub fn members(chance: &dyn Chance) -> String {
    let mut file = String::from("lidnummer,naam,email,afdeling,geboortejaar,geslacht\n");
    let mut number = 0;
    for (code, _, _, residents) in MUNICIPALITIES {
        // Integer root of 42 times the thousands: 196 in Amsterdam, 33 in Aalten, 12 on Ameland.
        for _ in 0..(residents * 42).isqrt() {
            number += 1;
            let (first, gender) = FIRST_NAMES[chance.index(FIRST_NAMES.len())];
            let surname = SURNAMES[chance.index(SURNAMES.len())];
            let year = 1940 + chance.below(67);
            let email = match number % 100 {
                50 => String::new(),
                60 => format!("lid{}@leden.example", number - 1),
                _ => format!("lid{number}@leden.example"),
            };
            let _ = writeln!(file, "{number},{first} {surname},{email},{code},{year},{gender}");
        }
    }
    file
}
