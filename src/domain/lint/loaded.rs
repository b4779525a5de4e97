//! Words that judge: who agrees may agree with the judgement and not with the proposal.

use super::word::{Word, matches};
use super::{Mark, Rule, span_of};

/// Words that praise.
const PRAISE: &[&str] = &[
    "eerlijk",
    "eerlijke",
    "eerlijker",
    "rechtvaardig",
    "rechtvaardige",
    "rechtvaardiger",
    "fatsoenlijk*",
    "hardwerkend*",
    "gewone mensen",
    "gewone nederlander*",
    "gewone man",
    "gezond verstand",
    "natuurlijk",
    "vanzelfsprekend",
    "uiteraard",
    "terecht",
    "eindelijk",
    "gewoonweg",
    "verantwoord",
    "toekomstbestendig*",
    "duurzaam",
    "duurzame",
    "broodnodig*",
    "hoognodig*",
];
/// Words that blame.
const BLAME: &[&str] = &[
    "slecht",
    "slechte",
    "oneerlijk*",
    "onrechtvaardig*",
    "onterecht*",
    "onverantwoord*",
    "schandalig*",
    "schandelijk*",
    "belachelijk*",
    "absurd*",
    "onzin",
    "onzinnig*",
    "waanzin*",
    "asociaal",
    "asociale",
    "egoïstisch*",
    "hebzucht*",
    "graai*",
    "profiteur*",
    "profiteren",
    "gelukszoeker*",
    "uitvreter*",
    "elite",
    "zakkenvull*",
    "verspill*",
    "geldverspilling",
    "pamper*",
    "betuttel*",
    "opdring*",
    "doorgeslagen",
    "uit de hand gelopen",
    "tsunami",
    "massa-immigratie",
    "massaal",
    "massale",
    "overspoel*",
    "kapot",
    "kapotmaken",
    "verpest*",
    "wegpest*",
    "uitbuit*",
    "misbruik*",
    "plunder*",
    "dumpen",
    "gedumpt",
    "dwingen",
    "gedwongen",
    "dwang",
    "afpakken",
    "zogenaamd*",
    "zogeheten",
    "ramp",
    "rampzalig*",
    "dreiging",
    "gevaarlijk*",
];

/// Each word that judges.
///
/// Source: Payne, *The Art of Asking Questions* (1951), and Rugg's experiment with "forbid" and "not allow" (*Public
/// Opinion Quarterly* 5, 1941), which is why "dwingen" stands here. The list is our own.
pub(super) fn find(words: &[Word]) -> Vec<Mark> {
    let found = [PRAISE, BLAME].into_iter().flat_map(|table| matches(words, table));
    found.filter_map(|run| Some((Rule::Loaded, span_of(run)?))).collect()
}
