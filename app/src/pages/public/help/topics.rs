//! The topics of the help: what is said where. The words are in `locales/*/help.ftl`.
use crate::pages::parts::guide::Piece::{Code, Links, List, Steps, Text};
use crate::pages::parts::guide::Section;

/// A page of the help.
pub struct Topic {
    /// In the address.
    pub name: &'static str,
    /// Messages.
    pub title: &'static str,
    pub lead: &'static str,
    pub sections: &'static [Section],
}

/// All, in the order of the list.
pub const TOPICS: &[Topic] = &[
    Topic { name: "search", title: "guide-search", lead: "guide-search-lead", sections: SEARCH },
    Topic { name: "download", title: "guide-download", lead: "guide-download-lead", sections: DOWNLOAD },
    Topic { name: "quality", title: "guide-quality", lead: "guide-quality-lead", sections: QUALITY },
    Topic { name: "citation", title: "guide-citation", lead: "guide-citation-lead", sections: CITATION },
    Topic { name: "errors", title: "guide-errors", lead: "guide-errors-lead", sections: ERRORS },
    Topic { name: "contact", title: "guide-contact", lead: "guide-contact-lead", sections: CONTACT },
];

const SEARCH: &[Section] = &[
    Section {
        id: "words",
        heading: "guide-search-words",
        pieces: &[
            Text("guide-search-words-text"),
            List(&["guide-search-pinyin", "guide-search-phrase", "guide-search-without", "guide-search-fields"]),
        ],
    },
    Section {
        id: "filters",
        heading: "guide-search-filters",
        pieces: &[Text("guide-search-filters-text"), Text("guide-search-address")],
    },
    Section {
        id: "attributes",
        heading: "guide-search-attributes",
        pieces: &[List(&["guide-attribute-public", "guide-attribute-restricted", "guide-attribute-suspended"])],
    },
    Section {
        id: "follow",
        heading: "guide-search-follow",
        pieces: &[
            Text("guide-search-follow-text"),
            Links(&[("nav-data", "/data"), ("footer-atom", "/feeds/new.atom")]),
        ],
    },
];

const DOWNLOAD: &[Section] = &[
    Section {
        id: "whole",
        heading: "guide-download-whole",
        pieces: &[
            Text("guide-download-free"),
            List(&[
                "guide-format-original",
                "guide-format-csv",
                "guide-format-xlsx",
                "guide-format-json",
                "guide-format-parquet",
            ]),
        ],
    },
    Section {
        id: "part",
        heading: "guide-download-part",
        pieces: &[Steps(&["guide-part-open", "guide-part-conditions", "guide-part-take"]), Text("guide-part-note")],
    },
    Section { id: "excel", heading: "guide-download-excel", pieces: &[Text("guide-download-excel-text")] },
    Section { id: "resume", heading: "guide-download-resume", pieces: &[Text("guide-download-resume-text")] },
    Section {
        id: "check",
        heading: "guide-download-check",
        pieces: &[
            Text("guide-download-check-text"),
            Code("sha256sum data.csv"),
            Code("certutil -hashfile data.csv SHA256"),
        ],
    },
    Section {
        id: "restricted",
        heading: "guide-download-restricted",
        pieces: &[Text("guide-download-restricted-text")],
    },
    Section { id: "recorded", heading: "guide-download-recorded", pieces: &[Text("guide-download-recorded-text")] },
];

const QUALITY: &[Section] = &[
    Section {
        id: "checks",
        heading: "guide-quality-checks",
        pieces: &[
            Text("guide-quality-checks-text"),
            List(&[
                "guide-check-description",
                "guide-check-items",
                "guide-check-on-time",
                "guide-check-open-format",
                "guide-check-machine-readable",
                "guide-check-available",
                "guide-check-provenance",
            ]),
        ],
    },
    Section {
        id: "freshness",
        heading: "guide-quality-freshness",
        pieces: &[Text("guide-quality-freshness-text"), Text("guide-quality-observed-text")],
    },
    Section { id: "missing", heading: "guide-quality-missing", pieces: &[Text("guide-quality-missing-text")] },
    Section { id: "masked", heading: "guide-quality-masked", pieces: &[Text("guide-quality-masked-text")] },
    Section { id: "versions", heading: "guide-quality-versions", pieces: &[Text("guide-quality-versions-text")] },
];

const CITATION: &[Section] = &[
    Section {
        id: "how",
        heading: "guide-citation-how",
        pieces: &[Text("guide-citation-how-text"), Text("guide-citation-version")],
    },
    Section { id: "licence", heading: "guide-citation-licence", pieces: &[Text("guide-citation-licence-text")] },
    Section { id: "address", heading: "guide-citation-address", pieces: &[Text("guide-citation-address-text")] },
];

const ERRORS: &[Section] = &[Section {
    id: "api",
    heading: "guide-errors-api",
    pieces: &[Text("guide-errors-api-text"), Links(&[("footer-developers", "/developers")])],
}];

const CONTACT: &[Section] = &[
    // the channels are published, and each has its hours beside it above.
    Section {
        id: "complaints",
        heading: "channels-title",
        pieces: &[
            Text("channels-online"),
            Links(&[
                ("complaint-title", "/complaints/new"),
                ("suggestion-title", "/suggestions/new"),
                ("track-title", "/track"),
            ]),
            Text("channels-contact"),
            Text("channels-answer"),
        ],
    },
    Section { id: "data", heading: "guide-contact-data", pieces: &[Text("guide-contact-data-text")] },
    Section { id: "fault", heading: "guide-contact-fault", pieces: &[Text("guide-contact-fault-text")] },
];
