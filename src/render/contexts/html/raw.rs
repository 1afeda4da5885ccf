//! The content of elements that hold no HTML.

use super::{Html, LONGEST_NAME, Lone, State, is_space, push};

impl Html {
    /// Goes over a character of raw content: only the end tag of its element ends it.
    pub(super) fn raw(&mut self, c: char, lone: &mut dyn FnMut(Lone, usize)) {
        let is_within_another = self.element == "script" && self.script(c);
        let is_end = is_space(c) || matches!(c, '/' | '>');
        match self.state {
            _ if c == '<' => {
                self.buffer.clear();
                self.state = State::RawLess;
            }
            State::RawLess if c == '/' => self.state = State::RawSlash,
            State::RawSlash | State::RawEnd if c.is_ascii_alphabetic() => {
                push(&mut self.buffer, c);
                self.state = State::RawEnd;
            }
            State::RawEnd if is_end && self.buffer == self.element && !is_within_another => {
                *self = Html {
                    state: State::BeforeAttribute,
                    element: std::mem::take(&mut self.element),
                    is_end_tag: true,
                    ..Html::default()
                };
                if !is_space(c) {
                    self.slash_or_end(c, lone);
                }
            }
            _ => self.state = State::Raw,
        }
    }

    /// Goes over a character of a script. Says whether it stands in a script within `<!--` within the script: the end
    /// tag of that one ends nothing else.
    fn script(&mut self, c: char) -> bool {
        let is_within_another = self.escapes == 2;
        let closes = |tag: &str| (is_space(c) || matches!(c, '/' | '>')) && self.tail.ends_with(tag);
        let escapes = match self.escapes {
            1 if closes("<script") => 2,
            2 if closes("</script") => 1,
            escapes => escapes,
        };
        if self.tail.len() > 2 * LONGEST_NAME {
            self.tail.drain(..self.tail.floor_char_boundary(LONGEST_NAME));
        }
        self.tail.push(c.to_ascii_lowercase());
        self.escapes = match escapes {
            0 if self.tail.ends_with("<!--") => 1,
            1 | 2 if self.tail.ends_with("-->") => 0,
            escapes => escapes,
        };
        is_within_another
    }
}
