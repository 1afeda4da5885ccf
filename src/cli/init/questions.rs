//! Questions at a terminal.

use std::fmt;
use std::io::{self, BufRead, Write};

use crate::cli::report::{quoted_for, sentence_for};
use crate::scaffold::Refusal;

/// Why a question has no answer.
#[derive(Debug)]
pub enum Unanswered {
    /// Nobody will answer any more.
    Closed,
    /// The terminal failed.
    Failed(io::Error),
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unanswered::Closed => f.write_str("the questions were not answered"),
            Unanswered::Failed(error) => write!(f, "the questions cannot be asked: {error}"),
        }
    }
}

impl From<io::Error> for Unanswered {
    fn from(error: io::Error) -> Self {
        Unanswered::Failed(error)
    }
}

/// Somebody to ask.
pub struct Questions<'a> {
    /// Where answers come from, a line each.
    pub input: &'a mut dyn BufRead,
    /// Where questions go.
    pub output: &'a mut dyn Write,
}

impl Questions<'_> {
    /// Asks until there is an answer that `read` takes. An empty line stands for the usual one.
    pub fn ask<T>(
        &mut self,
        question: &str,
        usual: &str,
        read: impl Fn(&str) -> Result<T, Refusal>,
    ) -> Result<T, Unanswered> {
        loop {
            write!(self.output, "{question} [{}]: ", quoted_for(true, usual))?;
            self.output.flush()?;
            let mut line = Vec::new();
            if self.input.read_until(b'\n', &mut line)? == 0 {
                writeln!(self.output)?;
                return Err(Unanswered::Closed);
            }
            let Ok(line) = String::from_utf8(line) else {
                writeln!(
                    self.output,
                    "  that is not UTF-8; is the terminal set to another encoding?"
                )?;
                continue;
            };
            let answer = Some(line.trim()).filter(|answer| !answer.is_empty()).unwrap_or(usual);
            match read(answer) {
                Ok(answer) => return Ok(answer),
                Err(Refusal::Usage { message, help }) => {
                    let words = format!("{message}; {help}");
                    writeln!(self.output, "  {}", sentence_for(true, &words))?;
                }
                Err(Refusal::Ended(_)) => return Err(Unanswered::Closed),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::scaffold::{languages, title};

    /// Answers a question with these bytes; what it made of them, and what was printed.
    fn asked<T>(typed: &[u8], read: impl Fn(&str) -> Result<T, Refusal>) -> (Result<T, Unanswered>, String) {
        let (mut input, mut output) = (typed, Vec::new());
        let mut questions = Questions {
            input: &mut input,
            output: &mut output,
        };
        let answer = questions.ask("Which", "ar,en", read);
        (answer, String::from_utf8(output).unwrap())
    }

    #[test]
    fn answers_in_arabic_are_taken() {
        let (answer, printed) = asked("دفتر الأيام\n".as_bytes(), title);
        assert_eq!(answer.unwrap(), "دفتر الأيام");
        assert_eq!(printed, "Which [ar,en]: ");
        let (answer, _) = asked("ar، fa\r\n".as_bytes(), languages);
        assert_eq!(answer.unwrap(), ["ar", "fa"]);
        let (answer, _) = asked("بلا سطر جديد".as_bytes(), title);
        assert_eq!(answer.unwrap(), "بلا سطر جديد");
    }

    #[test]
    fn an_empty_answer_is_the_usual_one() {
        assert_eq!(asked(b"\n", languages).0.unwrap(), ["ar", "en"]);
        assert_eq!(asked(b"  \n", languages).0.unwrap(), ["ar", "en"]);
    }

    #[test]
    fn what_cannot_be_used_is_asked_again() {
        let (answer, printed) = asked("Arabic\n\u{FFFD}\n\n".as_bytes(), languages);
        assert_eq!(answer.unwrap(), ["ar", "en"]);
        assert!(printed.contains("write `ar`"), "{printed}");
        assert_eq!(printed.matches("Which").count(), 3, "{printed}");
        let (answer, printed) = asked(b"\xC7\xE1\nok\n", title);
        assert_eq!(answer.unwrap(), "ok");
        assert!(printed.contains("not UTF-8"), "{printed}");
    }

    #[test]
    fn the_end_of_the_input_is_no_answer() {
        assert!(matches!(asked(b"", title).0, Err(Unanswered::Closed)));
        assert!(matches!(asked(b"xx\n", languages).0, Err(Unanswered::Closed)));
    }
}
