//! Pictures: only those that a published document shows are copied, under an address made from their path.

use std::collections::BTreeSet;

use crate::model::{Catalogue, join};

/// The address of a picture: its path in lower-case ASCII, so that it works on any host.
pub fn address(path: &str) -> String {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let parts: Vec<String> = stem.split('/').map(crate::text::slug).collect();
    format!("bilder/{}.{}", parts.join("/"), crate::text::slug(extension))
}

/// The paths of the pictures that published documents show.
pub fn shown(catalogue: &Catalogue) -> BTreeSet<String> {
    let images = catalogue.sources.iter().flat_map(|source| {
        source.outline.images.iter().filter_map(|image| join(&source.input.path, &image.value))
    });
    images.filter(|path| catalogue.pictures.contains(path)).collect()
}
