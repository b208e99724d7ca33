//! Numbers of any size in pieces of seven bits, least first, since most of those in an index are small; and rows of bytes
//! without room between them.

/// Writes a number.
pub fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number, if there is one more.
pub fn take(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let byte = bytes.next()?;
        number |= u32::from(byte & 127) << shift;
        if byte < 128 {
            break;
        }
    }
    Some(number)
}

/// Rows of bytes, one after another.
#[derive(Debug, Default)]
pub struct Rows {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a row, which `write` writes.
    pub fn add(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.bytes);
        self.ends.push(self.bytes.len());
    }

    /// A row.
    pub fn get(&self, at: usize) -> &[u8] {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[from..self.ends[at]]
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, 1 << 21, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|number| put(&mut bytes, *number));
        let mut bytes = bytes.into_iter();
        let read: Vec<u32> = std::iter::from_fn(|| take(&mut bytes)).collect();
        assert_eq!(read, numbers);
    }

    #[test]
    fn rows_come_back() {
        let mut rows = Rows::default();
        for row in ["ab", "", "c"] {
            rows.add(|bytes| bytes.extend(row.bytes()));
        }
        assert_eq!((rows.get(0), rows.get(1), rows.get(2), rows.len()), (&b"ab"[..], &b""[..], &b"c"[..], 3));
    }
}
