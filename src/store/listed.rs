//! Lists in a statement, in a few fixed lengths, so that a database prepares a handful of statements and not one for each
//! number of things that happen to be asked for together.

use sea_orm::Value;

/// The values, the last one repeated until their number is a power of two. For `IN (…)` only, where that asks nothing
/// else. Empty stays empty.
pub(super) fn padded(values: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut values: Vec<Value> = values.collect();
    if let Some(last) = values.last().cloned() {
        values.resize(values.len().next_power_of_two(), last);
    }
    values
}

/// `$first, …` for so many values.
pub(super) fn placeholders(first: usize, number: usize) -> String {
    let names: Vec<String> = (first..first + number).map(|at| format!("${at}")).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_filled_up_with_its_last_value() {
        let five = padded((1..=5).map(Value::from));
        assert_eq!(five, [1, 2, 3, 4, 5, 5, 5, 5].map(Value::from));
        assert_eq!(padded(std::iter::empty()), []);
    }

    #[test]
    fn places_are_numbered_from_where_they_begin() {
        assert_eq!(placeholders(3, 2), "$3, $4");
    }
}
