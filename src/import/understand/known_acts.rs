//! The table of well-known acts, by number and by the names that texts give them.
//!
//! A name without a number gets the number that stands here; that is a proposal, and the report says so. Whether an act
//! is still in force is for the editor of the register to say.

/// Id, kind, title and names of an act.
pub type Known = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// Every act of the table.
pub const KNOWN: &[Known] = &[
    (
        "(EU) 2016/679",
        "eu-förordning",
        "Dataskyddsförordningen",
        &[
            "GDPR",
            "dataskyddsförordningen",
            "dataskyddsförordning",
            "EU:s dataskyddsförordning",
            "allmänna dataskyddsförordningen",
        ],
    ),
    (
        "(EU) 2022/2555",
        "eu-direktiv",
        "NIS2-direktivet",
        &["NIS2", "NIS 2", "NIS2-direktivet", "NIS 2-direktivet", "NIS2-direktiv"],
    ),
    ("(EU) 2024/1689", "eu-förordning", "AI-förordningen", &["AI-förordningen", "AI Act"]),
    ("(EU) 2022/2557", "eu-direktiv", "CER-direktivet", &["CER-direktivet"]),
    ("SFS 2018:585", "lag", "Säkerhetsskyddslag", &["säkerhetsskyddslagen", "säkerhetsskyddslag"]),
    (
        "SFS 2021:955",
        "förordning",
        "Säkerhetsskyddsförordning",
        &["säkerhetsskyddsförordningen", "säkerhetsskyddsförordning"],
    ),
    (
        "SFS 2018:218",
        "lag",
        "Lag med kompletterande bestämmelser till EU:s dataskyddsförordning",
        &["dataskyddslagen", "dataskyddslag"],
    ),
    ("SFS 2025:1506", "lag", "Cybersäkerhetslag", &["cybersäkerhetslagen", "cybersäkerhetslag"]),
    (
        "SFS 2006:544",
        "lag",
        "Lag om kommuners och regioners åtgärder inför och vid extraordinära händelser i fredstid och höjd beredskap",
        &[
            "lagen om extraordinära händelser",
            "lag om kommuners och regioners åtgärder inför och vid extraordinära händelser i fredstid och höjd beredskap",
            "lagen om kommuners och regioners åtgärder inför och vid extraordinära händelser i fredstid och höjd beredskap",
        ],
    ),
    (
        "SFS 2009:400",
        "lag",
        "Offentlighets- och sekretesslag",
        &["offentlighets- och sekretesslagen", "offentlighets- och sekretesslag", "OSL"],
    ),
    ("SFS 2008:355", "lag", "Patientdatalag", &["patientdatalagen", "patientdatalag", "PDL"]),
    ("SFS 2010:659", "lag", "Patientsäkerhetslag", &["patientsäkerhetslagen", "patientsäkerhetslag", "PSL"]),
    ("SFS 2014:821", "lag", "Patientlag", &["patientlagen"]),
    (
        "SFS 2017:30",
        "lag",
        "Hälso- och sjukvårdslag",
        &["hälso- och sjukvårdslagen", "hälso- och sjukvårdslag", "HSL"],
    ),
    ("SFS 1985:125", "lag", "Tandvårdslag", &["tandvårdslagen", "tandvårdslag"]),
    ("SFS 2025:400", "lag", "Socialtjänstlag", &["socialtjänstlagen", "socialtjänstlag"]),
    (
        "SFS 1993:387",
        "lag",
        "Lag om stöd och service till vissa funktionshindrade",
        &["LSS", "lagen om stöd och service till vissa funktionshindrade"],
    ),
    ("SFS 1990:782", "lag", "Arkivlag", &["arkivlagen", "arkivlag"]),
    ("SFS 1949:105", "lag", "Tryckfrihetsförordning", &["tryckfrihetsförordningen"]),
    ("SFS 2017:725", "lag", "Kommunallag", &["kommunallagen", "kommunallag"]),
    ("SFS 2017:900", "lag", "Förvaltningslag", &["förvaltningslagen", "förvaltningslag"]),
    (
        "SFS 2016:1145",
        "lag",
        "Lag om offentlig upphandling",
        &["lagen om offentlig upphandling", "lag om offentlig upphandling", "LOU"],
    ),
    ("SFS 1977:1160", "lag", "Arbetsmiljölag", &["arbetsmiljölagen", "arbetsmiljölag"]),
    ("SFS 2008:567", "lag", "Diskrimineringslag", &["diskrimineringslagen", "diskrimineringslag"]),
    (
        "SFS 2018:1937",
        "lag",
        "Lag om tillgänglighet till digital offentlig service",
        &["lagen om tillgänglighet till digital offentlig service", "DOS-lagen"],
    ),
    (
        "SFS 2003:778",
        "lag",
        "Lag om skydd mot olyckor",
        &["lagen om skydd mot olyckor", "lag om skydd mot olyckor", "LSO"],
    ),
    (
        "SFS 2021:890",
        "lag",
        "Lag om skydd för personer som rapporterar om missförhållanden",
        &["visselblåsarlagen"],
    ),
    (
        "SFS 2022:482",
        "lag",
        "Lag om elektronisk kommunikation",
        &["lagen om elektronisk kommunikation", "LEK"],
    ),
    ("SFS 1998:808", "lag", "Miljöbalk", &["miljöbalken"]),
    ("SFS 1962:700", "lag", "Brottsbalk", &["brottsbalken"]),
    ("SFS 1949:381", "lag", "Föräldrabalk", &["föräldrabalken"]),
    ("SFS 2010:900", "lag", "Plan- och bygglag", &["plan- och bygglagen"]),
    ("SFS 2010:800", "lag", "Skollag", &["skollagen"]),
    ("SFS 1992:1434", "lag", "Högskolelag", &["högskolelagen"]),
    ("SFS 1993:100", "lag", "Högskoleförordning", &["högskoleförordningen"]),
    ("SFS 1994:260", "lag", "Lag om offentlig anställning", &["lagen om offentlig anställning"]),
    ("SFS 1982:80", "lag", "Lag om anställningsskydd", &["lagen om anställningsskydd"]),
    (
        "SFS 2018:597",
        "lag",
        "Lag om kommunal bokföring och redovisning",
        &["lagen om kommunal bokföring och redovisning"],
    ),
    ("SFS 1976:580", "lag", "Lag om medbestämmande i arbetslivet", &["medbestämmandelagen"]),
    ("SFS 1974:152", "lag", "Regeringsform", &["regeringsformen"]),
    (
        "ISO/IEC 27000",
        "standard",
        "Ledningssystem för informationssäkerhet: översikt och terminologi",
        &["ISO 27000", "ISO/IEC 27000-serien", "ISO 27000-serien", "SS-ISO/IEC 27000"],
    ),
    (
        "ISO/IEC 27001",
        "standard",
        "Ledningssystem för informationssäkerhet: krav",
        &["ISO 27001", "SS-ISO/IEC 27001", "SS-EN ISO/IEC 27001"],
    ),
    (
        "ISO/IEC 27002",
        "standard",
        "Informationssäkerhetsåtgärder",
        &["ISO 27002", "SS-ISO/IEC 27002", "SS-EN ISO/IEC 27002"],
    ),
    ("ISO 22301", "standard", "Ledningssystem för kontinuitet: krav", &["SS-EN ISO 22301"]),
    ("ISO 31000", "standard", "Riskhantering: vägledning", &["SS-ISO 31000"]),
    ("ISO 9001", "standard", "Ledningssystem för kvalitet: krav", &["SS-EN ISO 9001"]),
];
