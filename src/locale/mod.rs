//! What depends on a language and its region: tags, names, dates, numbers, plurals, lists, order.

mod autonym;
mod formats;
mod numerals;
mod options;
mod plural;
mod quotes;
mod tag;
mod zone;

pub use autonym::autonym;
pub use formats::Locale;
pub use numerals::digit;
pub use options::{Calendar, Digits};
pub use plural::{PluralCategory, required_categories};
pub use quotes::quotes;
pub use tag::{
    TagError, canonical, direction, hreflang, is_cursive, is_known, language_of_script, likely_region, script,
    with_territory, without_implied_script,
};
pub use zone::Zone;
