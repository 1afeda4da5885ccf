//! What a test wants to go wrong.

use std::io::ErrorKind;

/// A fault that waits for its moment; none by default.
#[derive(Debug, Default)]
pub(super) struct Faults {
    fault: Option<Fault>,
    struck: bool,
}

#[derive(Debug)]
enum Fault {
    /// One operation fails.
    Fail { left: usize, kind: ErrorKind },
    /// A change and all that follows fails.
    Stop { left: usize },
}

impl Faults {
    pub(super) fn fail_at(left: usize, kind: ErrorKind) -> Self {
        let fault = Some(Fault::Fail { left, kind });
        let struck = false;
        Faults { fault, struck }
    }

    pub(super) fn stop_at(left: usize) -> Self {
        let fault = Some(Fault::Stop { left });
        let struck = false;
        Faults { fault, struck }
    }

    /// Whether the moment has come.
    pub(super) fn struck(&self) -> bool {
        self.struck
    }

    /// Counts an operation that changes nothing.
    pub(super) fn read(&mut self) -> Result<(), ErrorKind> {
        match &mut self.fault {
            Some(Fault::Fail { left, kind }) => {
                let kind = *kind;
                count(left, &mut self.struck, kind)
            }
            Some(Fault::Stop { .. }) if self.struck => Err(ErrorKind::Other),
            _ => Ok(()),
        }
    }

    /// Counts an operation that changes something.
    pub(super) fn change(&mut self) -> Result<(), ErrorKind> {
        match &mut self.fault {
            Some(Fault::Stop { left }) if !self.struck => count(left, &mut self.struck, ErrorKind::Other),
            _ => self.read(),
        }
    }
}

fn count(left: &mut usize, struck: &mut bool, kind: ErrorKind) -> Result<(), ErrorKind> {
    if *struck {
        return Ok(());
    }
    if *left > 0 {
        *left -= 1;
        return Ok(());
    }
    *struck = true;
    Err(kind)
}
