//! Reads the big-endian encodings that come from Java, never past their end.

use crate::error::{EngineError, Kind, Result};

/// A cursor over bytes.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn u8(&mut self) -> Result<u8> {
        Ok(self.array::<1>()?[0])
    }

    pub fn i32(&mut self) -> Result<i32> {
        Ok(i32::from_be_bytes(self.array()?))
    }

    pub fn i64(&mut self) -> Result<i64> {
        Ok(i64::from_be_bytes(self.array()?))
    }

    /// A number of things that follow, each of at least one byte.
    pub fn count(&mut self) -> Result<usize> {
        let count = usize::try_from(self.i32()?).map_err(|_| cut())?;
        if count > self.rest.len() {
            return Err(cut());
        }
        Ok(count)
    }

    /// A length and as many bytes.
    pub fn bytes(&mut self) -> Result<&'a [u8]> {
        let length = self.count()?;
        self.take(length)
    }

    pub fn string(&mut self) -> Result<String> {
        text(self.bytes()?)
    }

    /// A string, or nothing if its length is -1.
    pub fn optional_string(&mut self) -> Result<Option<String>> {
        match self.i32()? {
            -1 => Ok(None),
            length => {
                let length = usize::try_from(length).map_err(|_| cut())?;
                text(self.take(length)?).map(Some)
            }
        }
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk::<N>().ok_or_else(cut)?;
        self.rest = rest;
        Ok(*bytes)
    }

    /// Checks that nothing is left.
    pub fn end(self) -> Result<()> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(EngineError::new(
                Kind::Internal,
                format!("an encoding has {} bytes too many", self.rest.len()),
            ))
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or_else(cut)?;
        self.rest = rest;
        Ok(bytes)
    }
}

fn text(bytes: &[u8]) -> Result<String> {
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        EngineError::new(Kind::Internal, format!("a string is not UTF-8: {error}"))
    })
}

fn cut() -> EngineError {
    EngineError::new(Kind::Internal, "an encoding is cut short")
}
