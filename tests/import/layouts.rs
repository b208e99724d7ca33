//! Made documents that say what they are in the layouts that templates have, and what must be read of each.

/// A file name, its text, and lines that its draft must have.
pub type Layout = (&'static str, &'static str, &'static [&'static str]);

/// The layouts.
pub const LAYOUTS: &[Layout] = &[
    (
        "etiketter.txt",
        "Region Sjöland\nRiktlinje för resor i tjänsten\n\nDokumenttyp: Riktlinje\nDokumentnummer: 4412\nVersion: 3.1\nBeslutad av: Regiondirektören, 2024-02-12, § 23\nDiarienummer: RS 2023-0912\nGiltig fr.o.m.: 2024-03-01\nGiltig t.o.m.: 2027-02-28\nDokumentägare: HR-direktör\nErsätter: RS 2019-0033\n\n1 Syfte\nRiktlinjen gäller för samtliga medarbetare i Region Sjöland.\n",
        &[
            "title = \"Riktlinje för resor i tjänsten\"",
            "document_number = \"4412\"",
            "edition = \"3.1\"",
            "decided_by = \"Regiondirektören\"",
            "decided_on = 2024-02-12",
            "decision = \"§ 23\"",
            "registry = [\"RS 2023-0912\"]",
            "valid_from = 2024-03-01",
            "valid_until = 2027-02-28",
            "custodian = [\"HR-direktör\"]",
            "replaces = [\"RS 2019-0033\"]",
            "applies_to = [\"Samtliga medarbetare i Region Sjöland\"]",
        ],
    ),
    (
        "utan-kolon.txt",
        "Dokumentnamn Loggkontroll i journalsystem\nDokumenttyp Rutin\nFastställd av Hälso- och sjukvårdsnämnden 2023-11-14 § 87\nGäller från 2024-01-01\nRevideras senast 2026-01-01\nDnr HSN 2023/455\nUtgåva 2\n\nSyfte\nRutinen beskriver hur loggar kontrolleras.\n",
        &[
            "title = \"Loggkontroll i journalsystem\"",
            "kind = \"rutin\"",
            "decided_by = \"Hälso- och sjukvårdsnämnden\"",
            "decided_on = 2023-11-14",
            "valid_from = 2024-01-01",
            "review_by = 2026-01-01",
            "registry = [\"HSN 2023/455\"]",
            "edition = \"2\"",
        ],
    ),
    (
        "kolumner.txt",
        "Dokumenttyp\nVersion\nAntal sidor\nRiktlinje\n4\n6\nFastställare\nGiltig fr.o.m.\nRegiondirektör\n2025-01-15\n\nRiktlinje för behörigheter\n\n1. Inledning\nRiktlinjen beskriver hur behörigheter hanteras.\n",
        &[
            "title = \"Riktlinje för behörigheter\"",
            "edition = \"4\"",
            "decided_by = \"Regiondirektör\"",
            "valid_from = 2025-01-15",
        ],
    ),
    (
        "mening.txt",
        "POLICY\nSäkerhetspolicy för Region Älvnäs\nBeslutad av regionfullmäktige den 21–22 november 2023, paragraf 201\nÄrendenummer RS-2023/00456\nPolicyn träder i kraft den 1 januari 2024 och ersätter Säkerhetspolicy (RS-2018/00123).\n\nInledning\nSäkerhet är en förutsättning för regionens verksamhet.\n",
        &[
            "title = \"Säkerhetspolicy för Region Älvnäs\"",
            "decided_on = [2023-11-21, 2023-11-22]",
            "decision = \"§ 201\"",
            "registry = [\"RS-2023/00456\"]",
            "valid_from = 2024-01-01",
            "replaces = [\"RS-2018/00123\"]",
        ],
    ),
    (
        "yttrande.txt",
        "Patientnämnden  YTTRANDE\nDatum 2025-06-02\nDnr PN 2025-0031\nEr beteckning RS 2025-0102\nHandläggare Karin Alm\n\nTill regionstyrelsen\n\nYttrande över förslag till Riktlinje för klagomål\n\nPatientnämnden har beretts möjlighet att yttra sig över förslaget.\n\nSynpunkter\nPatientnämnden anser att riktlinjen bör förtydligas.\n\nKarin Alm\nKanslichef\n",
        &[
            "kind = \"yttrande\"",
            "from = \"Patientnämnden\"",
            "dated = 2025-06-02",
            "registry = [\"PN 2025-0031\"]",
            "comments_on = [\"RS 2025-0102\"]",
        ],
    ),
    (
        "skrivelse.txt",
        "Datum\n2025-01-20\n\nDiarienummer\nKS 2025-0044\n\nTjänsteskrivelse\n\nKulturförvaltningen\nLena Ros, utredare\n\nTill kulturnämnden\n\nFörslag till riktlinje för konstinköp\n\nFörslag till beslut\nKulturnämnden antar riktlinje för konstinköp.\n",
        &[
            "kind = \"promemoria\"",
            "title = \"Förslag till riktlinje för konstinköp\"",
            "from = \"Kulturförvaltningen\"",
            "dated = 2025-01-20",
            "registry = [\"KS 2025-0044\"]",
        ],
    ),
    (
        "ort-och-datum.txt",
        "Remissvar: Riktlinje för medicinteknik\nUmeå 4 mars 2025\n\nÄrendet\nVi har fått förslaget till riktlinje på remiss, dnr RS 2025-0077.\n\nSynpunkter\nKommunförbundet Nord ställer sig positivt till förslaget.\n",
        &["from = \"Kommunförbundet Nord\"", "dated = 2025-03-04", "registry = [\"RS 2025-0077\"]"],
    ),
];
