//! The fields of a record as the texts of their cells, without a tree of JSON between.
//!
//! A list is its items, joined with `, `; a record within a record is its field `name`, else `id`; what has no value is empty.
//! Anything else that serde knows no record has, and it is an error.

use std::fmt::{Display, Write};

use serde::ser::{self, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};
use serde_json::Error;

/// Gives the text of each field of a record to `add`, put together in `room`.
///
/// # Errors
/// A field that has no cell: never of the records that are exported.
pub fn each<T: Serialize>(record: &T, room: &mut String, add: &mut dyn FnMut(&str)) -> Result<(), Error> {
    record.serialize(Writer { text: room, add: Some(add) })
}

/// Writes a value at the end of a text, and the record itself cell by cell.
struct Writer<'w> {
    text: &'w mut String,
    /// Who takes the cells; nobody within one.
    add: Option<&'w mut dyn FnMut(&str)>,
}

impl Writer<'_> {
    fn say(self, value: impl Display) -> Result<(), Error> {
        write!(self.text, "{value}").map_err(ser::Error::custom)
    }
}

/// The items of a list.
struct Items<'w> {
    text: &'w mut String,
    first: bool,
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        if !std::mem::take(&mut self.first) {
            self.text.push_str(", ");
        }
        item.serialize(Writer { text: self.text, add: None })
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

/// The fields of a record.
struct Fields<'w> {
    text: &'w mut String,
    add: Option<&'w mut dyn FnMut(&str)>,
    /// Where the text of this record begins, within another.
    from: usize,
    named: bool,
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        if let Some(add) = &mut self.add {
            self.text.clear();
            value.serialize(Writer { text: self.text, add: None })?;
            add(self.text);
        } else if name == "name" || name == "id" && !self.named {
            self.named = name == "name";
            self.text.truncate(self.from);
            value.serialize(Writer { text: self.text, add: None })?;
        }
        Ok(())
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

fn no_cell<T>() -> Result<T, Error> {
    Err(ser::Error::custom("has no cell"))
}

/// Numbers and the like, which are written as they are displayed.
macro_rules! said {
    ($($name:ident: $kind:ty,)*) => {
        $(fn $name(self, value: $kind) -> Result<(), Error> { self.say(value) })*
    };
}

/// What no record has.
macro_rules! refused {
    ($($name:ident($($kind:ty),*) -> $result:ty;)*) => {
        $(fn $name(self, $(_: $kind),*) -> Result<$result, Error> { no_cell() })*
    };
}

impl<'w> Serializer for Writer<'w> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'w>;
    type SerializeStruct = Fields<'w>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    said! {
        serialize_bool: bool, serialize_char: char,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64,
    }

    refused! {
        serialize_bytes(&[u8]) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.text.push_str(text);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Error> {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        no_cell()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'w>, Error> {
        Ok(Items { text: self.text, first: true })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'w>, Error> {
        Ok(Fields { from: self.text.len(), text: self.text, add: self.add, named: false })
    }
}
