//! Agreements: what hangs on a case XY beside its state, the signatures, and the files that hold a signed text (R-076…R-082).
use crate::StoreResult;
use crate::cases::{COLUMNS, CaseRow};
use crate::sql::{micros, storable};
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use chrono::{DateTime, Utc};
use domain::cases::CaseKind;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// An agreement beside its case.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AgreementRow {
    #[sqlx(rename = "case_id")]
    pub case: Uuid,
    pub number: String,
    /// The case it comes from.
    #[sqlx(rename = "application_id")]
    pub application: Uuid,
    /// The agreement whose place this version takes.
    #[sqlx(rename = "renews_id")]
    pub renews: Option<Uuid>,
    pub version: i64,
    /// Sealed, `agreements.secret:<case>`.
    pub secret: Vec<u8>,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SignatureRow {
    #[sqlx(rename = "case_id")]
    pub case: Uuid,
    pub number: String,
    pub at: DateTime<Utc>,
    /// Of the text, hex.
    pub sha256: String,
    /// Version of the template the text was written from.
    pub template: i64,
    /// The body that signs for the opening side.
    #[sqlx(rename = "opening_id")]
    pub opening: Uuid,
    #[sqlx(rename = "party_id")]
    pub party: Uuid,
    #[sqlx(rename = "account_id")]
    pub account: Uuid,
    /// Sealed, `agreement_signatures.<column>:<case>`.
    pub name: Vec<u8>,
    pub address: Vec<u8>,
    pub text: Vec<u8>,
}

const AGREEMENT: &str = "case_id, number, application_id, renews_id, version, secret";
const SIGNATURE: &str = "s.case_id, s.number, s.at, s.sha256, s.template, s.opening_id, s.party_id, s.account_id, s.name, s.address, s.text";

/// Numbers that every change of an agreement and of an entitlement raises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegisterStamp {
    pub agreements: i64,
    pub entitlements: i64,
}

impl Tx {
    /// Enters what hangs on a new agreement; its case is there already.
    pub async fn add_agreement(&mut self, row: &AgreementRow) -> StoreResult<()> {
        self.writable()?;
        let sql = format!("INSERT INTO agreements ({AGREEMENT}) VALUES ($1, $2, $3, $4, $5, $6)");
        execute!(
            self,
            AssertSqlSafe(sql),
            row.case,
            &row.number,
            row.application,
            row.renews,
            row.version,
            &row.secret
        )?;
        Ok(())
    }

    /// Writes the sealed part anew; the version of the case guards both.
    pub async fn set_agreement_secret(&mut self, case: Uuid, secret: &[u8]) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE agreements SET secret = $2 WHERE case_id = $1", case, secret)?;
        Ok(())
    }

    /// What hangs on an agreement.
    pub async fn agreement(&mut self, case: Uuid) -> StoreResult<Option<AgreementRow>> {
        let sql = format!("SELECT {AGREEMENT} FROM agreements WHERE case_id = $1");
        fetch_optional!(self, AgreementRow, AssertSqlSafe(sql), case)
    }

    /// Every version of the agreements an application led to, the first one first.
    pub async fn agreements_of(&mut self, application: Uuid) -> StoreResult<Vec<AgreementRow>> {
        let sql = format!("SELECT {AGREEMENT} FROM agreements WHERE application_id = $1 ORDER BY version, number");
        fetch_all!(self, AgreementRow, AssertSqlSafe(sql), application)
    }

    /// Cases of agreements that are not over: those that time may act on.
    pub async fn open_agreements(&mut self) -> StoreResult<Vec<CaseRow>> {
        let sql = format!("SELECT {COLUMNS} FROM cases WHERE kind = 'XY' AND closed_at IS NULL ORDER BY number");
        fetch_all!(self, CaseRow, AssertSqlSafe(sql))
    }

    /// Signed agreements, the newest signature first; of several versions the one signed last.
    pub async fn signed_agreements(&mut self) -> StoreResult<Vec<CaseRow>> {
        let columns: Vec<String> = COLUMNS.split(',').map(|column| format!("cases.{}", column.trim())).collect();
        let sql = format!(
            "SELECT {} FROM cases JOIN agreement_signatures s ON s.case_id = cases.id WHERE cases.state <> 'renewed'
             ORDER BY s.at DESC, cases.id DESC",
            columns.join(", ")
        );
        fetch_all!(self, CaseRow, AssertSqlSafe(sql))
    }

    /// Changes whenever an entry of the register of recipients can.
    pub async fn register_stamp(&mut self) -> StoreResult<RegisterStamp> {
        let (agreements, entitlements) = fetch_one!(
            self,
            (i64, i64),
            "SELECT (SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM cases WHERE kind = $1),
             (SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM entitlements)",
            CaseKind::Agreement.code()
        )?;
        Ok(RegisterStamp { agreements, entitlements })
    }

    /// Enters a signature. Once for each agreement; the database refuses every change of it.
    pub async fn add_signature(&mut self, row: &SignatureRow) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO agreement_signatures (case_id, number, at, sha256, template, opening_id, party_id, account_id, name, address, text)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            row.case,
            &row.number,
            micros(row.at),
            &row.sha256,
            row.template,
            row.opening,
            row.party,
            row.account,
            &row.name,
            &row.address,
            &row.text
        )?;
        Ok(())
    }

    /// The signature of an agreement.
    pub async fn signature(&mut self, case: Uuid) -> StoreResult<Option<SignatureRow>> {
        let sql = format!("SELECT {SIGNATURE} FROM agreement_signatures s WHERE s.case_id = $1");
        fetch_optional!(self, SignatureRow, AssertSqlSafe(sql), case)
    }

    /// The signature of a number with the hash of its text.
    pub async fn signature_by(&mut self, number: &str, sha256: &str) -> StoreResult<Option<SignatureRow>> {
        if !storable(number) || !storable(sha256) {
            return Ok(None);
        }
        let sql = format!("SELECT {SIGNATURE} FROM agreement_signatures s WHERE s.number = $1 AND s.sha256 = $2");
        fetch_optional!(self, SignatureRow, AssertSqlSafe(sql), number, sha256)
    }

    /// The form of the PDF that was made of a signed text: `pdf`, `sealed-pdf`.
    pub async fn agreement_pdf(&mut self, case: Uuid) -> StoreResult<Option<String>> {
        let sql = "SELECT form FROM agreement_files WHERE case_id = $1 AND form <> 'text' ORDER BY at LIMIT 1";
        let row: Option<(String,)> = fetch_optional!(self, (String,), sql, case)?;
        Ok(row.map(|(form,)| form))
    }

    /// Notes that a file with this hash holds a signed text (`form`: `text`, `pdf`, `sealed-pdf`); once is enough: `false` if that is known.
    pub async fn add_agreement_file(
        &mut self,
        sha256: &str,
        case: Uuid,
        form: &str,
        at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        let added = execute!(
            self,
            "INSERT INTO agreement_files (sha256, case_id, form, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            sha256,
            case,
            form,
            micros(at)
        )?;
        Ok(added == 1)
    }

    /// The signature of the text that a file holds.
    pub async fn signature_of_file(&mut self, sha256: &str) -> StoreResult<Option<SignatureRow>> {
        let sql = format!(
            "SELECT {SIGNATURE} FROM agreement_files f JOIN agreement_signatures s ON s.case_id = f.case_id
             WHERE f.sha256 = $1 ORDER BY s.number LIMIT 1"
        );
        fetch_optional!(self, SignatureRow, AssertSqlSafe(sql), sha256)
    }
}
