//! The code lists of the catalogue (rules A2). Labels are not here: those of law come from the profile, the others from the locales.
use crate::code_list;

code_list! {
    /// 开放属性, the open attribute (ZJ22-Art.27, DQ-Art.19, YN-Art.38).
    AccessRights {
        /// 无条件开放
        Public = "PUBLIC",
        /// 受限开放 · 有条件开放
        Restricted = "RESTRICTED",
        /// 禁止开放 · 不予开放: never shown to the public in any way.
        NonPublic = "NON_PUBLIC",
    }
}

code_list! {
    /// Where an attribute comes from: said by the publisher, or assumed because nothing usable was said.
    AccessRightsSource {
        /// The record says it.
        Stated = "stated",
        /// Empty or unknown in the record: treated as restricted and shown 未填写（按受限开放处理）.
        Assumed = "assumed",
    }
}

code_list! {
    /// 数据领域, the fields that the Chinese portals share, and 其他.
    Theme {
        CreditServices = "CREDIT", Healthcare = "HEALTH", SocialSecurity = "SOCIAL_SECURITY", PublicSafety = "PUBLIC_SAFETY",
        Housing = "HOUSING", Transport = "TRANSPORT", EducationCulture = "EDUCATION_CULTURE", ScienceInnovation = "SCIENCE",
        Energy = "ENERGY", Environment = "ENVIRONMENT", IndustryAgriculture = "INDUSTRY_AGRICULTURE", Commerce = "COMMERCE",
        Finance = "FINANCE", WorkSafety = "WORK_SAFETY", MarketSupervision = "MARKET", SocialAid = "SOCIAL_AID", LegalServices = "LEGAL",
        LivingServices = "LIVING", Meteorology = "METEOROLOGY", Geography = "GEOGRAPHY", Organisations = "ORGANISATIONS", Other = "OTHER",
    }
}

code_list! {
    /// 数据格式, normalised; the spelling of the source is kept beside it.
    Format {
        Csv = "CSV", Xlsx = "XLSX", Xls = "XLS", Json = "JSON", Xml = "XML", Parquet = "PARQUET", GeoJson = "GEOJSON", Shp = "SHP", Rdf = "RDF",
        Txt = "TXT", Html = "HTML", Pdf = "PDF", Doc = "DOC", Docx = "DOCX", Wps = "WPS", Et = "ET", Spreadsheet = "SPREADSHEET",
        Image = "IMAGE", Audio = "AUDIO", Video = "VIDEO", Zip = "ZIP", Ics = "ICS",
        /// An interface (接口).
        Api = "API",
        /// A database table whose file format the source does not say.
        Database = "DATABASE",
        /// A file of unstated format.
        File = "FILE", Other = "OTHER",
    }
}

code_list! {
    /// 数据类型 / 数据形式.
    DataType {
        Table = "TABLE", Document = "DOCUMENT", Service = "SERVICE", Geographic = "GEOGRAPHIC", Media = "MEDIA", Other = "OTHER",
        /// The source does not say; shown 未填写.
        Unstated = "UNSTATED",
    }
}

code_list! {
    /// 更新频率 (更新周期), after the frequency vocabulary that DCAT recommends.
    AccrualPeriodicity {
        Continuous = "CONTINUOUS", Minutely = "MINUTELY", Hourly = "HOURLY", Daily = "DAILY", EveryTwoDays = "EVERY_2_DAYS",
        EveryThreeDays = "EVERY_3_DAYS", TwiceAWeek = "TWICE_A_WEEK", Weekly = "WEEKLY",
        EveryTenDays = "EVERY_10_DAYS", Fortnightly = "FORTNIGHTLY", Monthly = "MONTHLY", EveryTwoMonths = "EVERY_2_MONTHS", Quarterly = "QUARTERLY",
        Semiannual = "SEMIANNUAL", Annual = "ANNUAL", EveryTwoYears = "EVERY_2_YEARS", EveryThreeYears = "EVERY_3_YEARS", EveryFiveYears = "EVERY_5_YEARS",
        EveryTenYears = "EVERY_10_YEARS",
        /// 不定期: updated when the business changes; never overdue by itself.
        Irregular = "IRREGULAR",
        /// 不更新: a closed series.
        Never = "NEVER",
        /// The source does not say; shown 未填写.
        Unstated = "UNSTATED",
    }
}

code_list! {
    /// Administrative level of a body.
    Level { National = "NATIONAL", Province = "PROVINCE", City = "CITY", County = "COUNTY", Township = "TOWNSHIP" }
}

code_list! {
    /// Sensitivity flags of a data item (ZJ22-Art.30, YN-Art.38). State secrets have no flag: they must never enter.
    Sensitivity {
        /// 个人信息
        PersonalInfo = "PERSONAL_INFO",
        /// 个人隐私
        Privacy = "PRIVACY",
        /// 商业秘密
        TradeSecret = "TRADE_SECRET",
        /// 保密商务信息
        ConfidentialBusiness = "CONFIDENTIAL_BUSINESS",
    }
}

code_list! {
    /// What lets a flagged item be opened (ZJ22-Art.30(2), YN-Art.38(2), GL20-Art.3).
    Treatment {
        /// 匿名化
        Anonymised = "ANONYMISED",
        /// 脱敏
        Desensitised = "DESENSITISED",
        /// 脱密
        Declassified = "DECLASSIFIED",
        /// The persons concerned consented.
        Consent = "CONSENT",
    }
}

code_list! {
    /// Reason class of a suspension (中止开放), the only thing about the reason that the public sees.
    SuspensionReason {
        /// 权益核实中: a withdrawal request is being verified (ZJ22-Art.44(1)).
        RightsVerification = "RIGHTS_VERIFICATION",
        /// 安全风险: the body found a security risk (ZJ22-Art.44(3)).
        SecurityRisk = "SECURITY_RISK",
        /// 数据质量: wrong data is being mended.
        Quality = "QUALITY",
    }
}

code_list! {
    /// Reason class of a withdrawal (撤回), shown on the tombstone.
    WithdrawalReason {
        TradeSecret = "TRADE_SECRET", Privacy = "PRIVACY", OtherRights = "OTHER_RIGHTS", Law = "LAW",
        /// The catalogue entry was merged, replaced or closed by its publisher.
        Closed = "CLOSED",
    }
}

code_list! {
    /// Where the data of a distribution is.
    DistributionKind {
        /// The portal holds the file.
        Hosted = "hosted",
        /// The data is on the source platform.
        External = "external",
    }
}

impl Format {
    /// Machine-readable and open enough for R-011 (CSV, JSON or XML, and what is built on them).
    pub const fn machine_readable(self) -> bool {
        matches!(
            self,
            Self::Csv | Self::Json | Self::Xml | Self::GeoJson | Self::Parquet | Self::Rdf | Self::Api | Self::Ics
        )
    }
}

impl AccrualPeriodicity {
    /// Longest time between two updates that still keeps the promise, in days; `None` where nothing was promised. Months and longer
    /// count their longest calendar form, so that nobody is called late because of February.
    pub const fn period_days(self) -> Option<u32> {
        Some(match self {
            Self::Continuous | Self::Minutely | Self::Hourly | Self::Daily => 1,
            Self::EveryTwoDays => 2,
            Self::EveryThreeDays => 3,
            Self::TwiceAWeek => 4,
            Self::Weekly => 7,
            Self::EveryTenDays => 11,
            Self::Fortnightly => 16,
            Self::Monthly => 31,
            Self::EveryTwoMonths => 62,
            Self::Quarterly => 92,
            Self::Semiannual => 184,
            Self::Annual => 366,
            Self::EveryTwoYears => 731,
            Self::EveryThreeYears => 1096,
            Self::EveryFiveYears => 1827,
            Self::EveryTenYears => 3653,
            Self::Irregular | Self::Never | Self::Unstated => return None,
        })
    }
}
