//! The nouns, as plain data: configuration, documents, sites, themes and jobs.
//!
//! Every type is complete when it is made. Behaviour lives in the rooms above.

mod assets;
mod body;
mod call;
mod component;
mod config;
mod data;
mod date;
mod document;
mod fallback;
mod fonts;
mod front_matter;
mod generated;
mod image;
mod job;
mod links;
mod lists;
mod parallel;
mod route;
mod setting;
mod shape;
mod site;
mod texts;
mod theme;
mod value;

pub use assets::{Address, AssetFile, Assets, Faces, FontAddress};
pub use body::{
    Block, BlockKind, Body, Closer, CodeBlock, Footnote, Heading, Hole, Markup, Reference, ReferenceKind, TextString,
};
pub use call::{Argument, Call, CallAttributes, ComponentCall, DEEPEST_CALL};
pub use component::{
    CALL_ARGUMENTS, CONTAINERS, Component, Components, GIVEN, Misfit, Parameter, ParameterKind, is_address_argument,
    is_image_argument,
};
pub use config::{
    AssetSettings, BaseUrl, Config, DeclaredTerm, FallbackPolicy, Lang, Language, Localized, MarkdownSettings,
    MenuEntry, Slots, Slugs,
};
pub use data::SiteData;
pub use date::{Date, Time};
pub use document::{DocId, Document, Instants, Kind};
pub use fallback::{Fallback, FallbackId};
pub use fonts::{FontFamily, FontFile, FontRole, FontStyle};
pub use front_matter::{FrontMatter, Head, TitleSource, Written};
pub use generated::{Alias, Generated};
pub use image::{FileId, IMAGE, Image, ImageSettings, Loading, ShownImage, Variant};
pub use job::{Job, OutputKind, Subject, Variable};
pub use links::{Anchors, Links, Missing, Target};
pub use lists::{Archive, Feed, FeedScope, Row, Taxonomy, Term, TermId, Timeline};
pub use parallel::{Parallel, ParallelId, ParallelRow};
pub use route::Route;
pub(crate) use route::{decode, decode_as_typed, encode};
pub use setting::{LanguageSettings, Setting, SettingKind, ThemeSettings};
pub use shape::{Shape, TableRow};
pub use site::{HeldBack, Pair, PairId, Section, SectionId, SectionPage, Site, StaticFile, StaticOrigin, Withheld};
pub use texts::{Bodies, Images, Texts};
pub use theme::{Asset, Phrase, Sizes, Strings, THEME_FOLDER, Template, Theme};
pub use value::Value;
