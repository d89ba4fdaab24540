//! From what the source portals write to code lists (issue of rough records): the patterns are data in `profiles/mappings/`, reviewed, and
//! tested against every spelling seen. What the source wrote is kept beside the code.
mod rules;
#[cfg(test)]
mod tests;

use super::codes::{AccessRights, AccessRightsSource, AccrualPeriodicity, DataType, Format, Theme};
use super::dataset::StatedFormat;
pub use rules::{MappingError, Meaning, Rules, fold};
use std::sync::OnceLock;

/// The texts of the five mapping files.
#[derive(Clone, Copy, Debug)]
pub struct MappingTexts<'a> {
    pub open_type: &'a str,
    pub theme: &'a str,
    pub frequency: &'a str,
    pub format: &'a str,
    pub data_type: &'a str,
}

/// The mapping files that the portal ships.
pub const SHIPPED: MappingTexts<'static> = MappingTexts {
    open_type: include_str!("../../../../profiles/mappings/open_type.toml"),
    theme: include_str!("../../../../profiles/mappings/theme.toml"),
    frequency: include_str!("../../../../profiles/mappings/frequency.toml"),
    format: include_str!("../../../../profiles/mappings/format.toml"),
    data_type: include_str!("../../../../profiles/mappings/data_type.toml"),
};

/// All mappings, ready for look-ups.
#[derive(Clone, Debug)]
pub struct Mappings {
    open_type: Rules<AccessRights>,
    theme: Rules<Theme>,
    frequency: Rules<AccrualPeriodicity>,
    format: Rules<Format>,
    data_type: Rules<DataType>,
    /// What a format implies, in order of precedence.
    implied: Vec<(DataType, Vec<Format>)>,
}

/// Codes found for a value, and the parts of it that no rule knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped<T> {
    pub value: T,
    pub unknown: Vec<String>,
}

impl Mappings {
    /// Reads the five files.
    ///
    /// # Errors
    /// A file that is no TOML of the expected shape, or names a code that does not exist.
    pub fn parse(texts: &MappingTexts<'_>) -> Result<Self, MappingError> {
        let data_type = Rules::parse("data_type", texts.data_type, DataType::from_code)?;
        let unknown = |code: &str| MappingError::UnknownCode { file: "data_type", code: code.to_owned() };
        let mut implied = Vec::new();
        for code in &data_type.order {
            let kind = DataType::from_code(code).ok_or_else(|| unknown(code))?;
            let formats = data_type.format.get(code).map(Vec::as_slice).unwrap_or_default();
            let formats = formats
                .iter()
                .map(|f| Format::from_code(f).ok_or_else(|| unknown(f)))
                .collect::<Result<Vec<_>, _>>()?;
            implied.push((kind, formats));
        }
        Ok(Self {
            open_type: Rules::parse("open_type", texts.open_type, AccessRights::from_code)?,
            theme: Rules::parse("theme", texts.theme, Theme::from_code)?,
            frequency: Rules::parse("frequency", texts.frequency, AccrualPeriodicity::from_code)?,
            format: Rules::parse("format", texts.format, Format::from_code)?,
            data_type,
            implied,
        })
    }

    /// The shipped mappings, read once.
    pub fn shipped() -> &'static Self {
        static SHIPPED_MAPPINGS: OnceLock<Mappings> = OnceLock::new();
        SHIPPED_MAPPINGS.get_or_init(|| Self::parse(&SHIPPED).expect("the shipped mappings are tested"))
    }

    /// 开放属性. Nothing or nothing usable means restricted, marked as assumed.
    pub fn access_rights(&self, stated: Option<&str>) -> (AccessRights, AccessRightsSource) {
        match self.open_type.meaning(stated.unwrap_or_default()) {
            Meaning::Codes(codes) => (codes[0], AccessRightsSource::Stated),
            Meaning::Nothing | Meaning::Unknown => (AccessRights::Restricted, AccessRightsSource::Assumed),
        }
    }

    /// Whether the source left the field of the open attribute empty, in whatever words.
    pub fn says_nothing_of_access(&self, stated: Option<&str>) -> bool {
        self.open_type.meaning(stated.unwrap_or_default()) == Meaning::Nothing
    }

    /// 数据领域: every field named, without repetition, in the order stated; unknown ones become 其他.
    pub fn themes(&self, stated: Option<&str>) -> Mapped<Vec<Theme>> {
        let mut value: Vec<Theme> = Vec::new();
        let mut unknown = Vec::new();
        for part in self.theme.parts(stated.unwrap_or_default()) {
            let codes = match self.theme.meaning(part) {
                Meaning::Codes(codes) => codes,
                Meaning::Nothing => &[],
                Meaning::Unknown => {
                    unknown.push(part.to_owned());
                    &[Theme::Other]
                }
            };
            for &theme in codes {
                if !value.contains(&theme) {
                    value.push(theme);
                }
            }
        }
        Mapped { value, unknown }
    }

    /// 更新频率; `Unstated` where nothing is said or nothing is understood.
    pub fn periodicity(&self, stated: Option<&str>) -> Mapped<AccrualPeriodicity> {
        let stated = stated.unwrap_or_default();
        match self.frequency.meaning(stated) {
            Meaning::Codes(codes) => Mapped { value: codes[0], unknown: Vec::new() },
            Meaning::Nothing => Mapped { value: AccrualPeriodicity::Unstated, unknown: Vec::new() },
            Meaning::Unknown => Mapped { value: AccrualPeriodicity::Unstated, unknown: vec![stated.to_owned()] },
        }
    }

    /// 数据格式: each spelling with its code. The same code twice keeps the first spelling; a class number before one of its kinds
    /// (03 before 0310) is left out.
    pub fn formats<S: AsRef<str>>(&self, stated: &[S]) -> Mapped<Vec<StatedFormat>> {
        let mut value: Vec<StatedFormat> = Vec::new();
        let mut unknown = Vec::new();
        for original in stated.iter().map(|s| s.as_ref().trim()) {
            let class_only = is_number(original, 2)
                && stated
                    .iter()
                    .any(|other| is_number(other.as_ref().trim(), 4) && other.as_ref().trim().starts_with(original));
            let format = match self.format.meaning(original) {
                _ if class_only => continue,
                Meaning::Nothing => continue,
                Meaning::Codes(codes) => codes[0],
                Meaning::Unknown => {
                    unknown.push(original.to_owned());
                    Format::Other
                }
            };
            if !value.iter().any(|f| f.format == format) {
                value.push(StatedFormat { format, original: original.to_owned() });
            }
        }
        Mapped { value, unknown }
    }

    /// 数据类型: as stated, else as the formats imply.
    pub fn data_type(&self, stated: Option<&str>, formats: &[StatedFormat]) -> DataType {
        if let Meaning::Codes(codes) = self.data_type.meaning(stated.unwrap_or_default()) {
            return codes[0];
        }
        let implies = |list: &[Format]| formats.iter().any(|f| list.contains(&f.format));
        self.implied.iter().find(|(_, list)| implies(list)).map_or(DataType::Unstated, |(kind, _)| *kind)
    }
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())
}
