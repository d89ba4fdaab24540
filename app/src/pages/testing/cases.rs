//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::cases::{
    Applicant, Archive, BulkAct, BulkEnding, CaseFile, CaseView, Cases, CommandEnding, CommandView, CoordinationPage,
    DelegationView, DocumentBody, DraftView, MyCases, Neighbours, OpinionDesk, OpinionRow, Preview, PrintPage,
    QueuePage, QueueQuery, Receipt, Side, TrackPass,
};
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};

/// What the port of cases knows in a test; what it does not know is an internal error.
#[derive(Clone, Debug, Default)]
pub struct CasesFake {
    pub case: Option<CaseView>,
    pub command: Option<CommandView>,
    pub queue: Option<QueuePage>,
    pub mine: MyCases,
    pub coordination: Option<CoordinationPage>,
    /// Commands are refused with this.
    pub refuses: Option<Refusal>,
    /// Texts are refused with these.
    pub faults: Vec<Refusal>,
    pub absences: Vec<DelegationView>,
    pub drafts: Vec<DraftView>,
}

/// The query code of every case of a test.
pub const QUERY_CODE: &str = "QUERYCODE7";

/// The pass of every case of a test.
pub const PASS: &str = "pass";

/// No test of a page needs it.
fn unused<T>() -> PortResult<T> {
    Err(PortError::Internal("not in this test".into()))
}

impl CasesFake {
    fn known(&self) -> PortResult<CaseView> {
        self.case.clone().ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
    }

    fn text(&self) -> PortResult<()> {
        if self.faults.is_empty() { Ok(()) } else { Err(PortError::Invalid(self.faults.clone())) }
    }

    fn filed(&self) -> PortResult<Receipt> {
        let head = self.known()?.head;
        Ok(Receipt {
            number: head.number,
            kind: head.kind,
            query_code: QUERY_CODE.into(),
            filed: head.filed,
            with: head.with,
            clock: head.clock,
            documents: 0,
        })
    }
}

#[async_trait]
impl Cases for Fake {
    async fn file_complaint(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<Receipt> {
        self.cases.filed()
    }
    async fn enter_for_visitor(&self, _: &Caller, _: &str, _: &FormData) -> PortResult<Receipt> {
        self.cases.filed()
    }
    async fn case(&self, _: &Caller, _: &str) -> PortResult<CaseView> {
        self.cases.known()
    }
    async fn track(&self, _: &Caller, number: &str, code: &str) -> PortResult<CaseView> {
        let case = self.cases.known()?;
        if number != case.head.number || code != QUERY_CODE {
            return Err(Refusal::new(ErrorCode::NotFound).into());
        }
        Ok(CaseView {
            side: Side::Tracking,
            allowed: vec![],
            applicant: None,
            may_message: false,
            may_print: false,
            ..case
        })
    }
    async fn command_page(&self, _: &Caller, _: &str, _: &str) -> PortResult<CommandView> {
        self.cases.command.clone().ok_or_else(|| Refusal::new(ErrorCode::Forbidden).into())
    }
    async fn do_command(&self, _: &Caller, _: &str, _: &str, _: &FormData) -> PortResult<CommandEnding> {
        if let Some(refusal) = &self.cases.refuses {
            return Err(refusal.clone().into());
        }
        let head = self.cases.known()?.head;
        let next = Some("TS-20261008-0004".into());
        Ok(CommandEnding { number: head.number, state: head.state, next, visible: true })
    }
    async fn queue(&self, _: &Caller, _: &QueueQuery) -> PortResult<QueuePage> {
        self.cases.queue.clone().ok_or_else(|| Refusal::new(ErrorCode::Forbidden).into())
    }
    async fn assign(&self, _: &Caller, numbers: &[String], _: Option<&str>) -> PortResult<u32> {
        self.cases.text()?;
        Ok(u32::try_from(numbers.len()).unwrap_or(u32::MAX))
    }
    async fn bulk(&self, _: &Caller, _: BulkAct, numbers: &[String]) -> PortResult<BulkEnding> {
        let refused = self
            .cases
            .refuses
            .iter()
            .filter_map(|why| Some((numbers.first()?.clone(), why.clone())))
            .collect::<Vec<_>>();
        Ok(BulkEnding { done: u32::try_from(numbers.len() - refused.len()).unwrap_or_default(), refused })
    }
    async fn queue_file(&self, _: &Caller, _: &QueueQuery, _: &[String]) -> PortResult<Archive> {
        unused()
    }
    async fn colleagues(&self, _: &Caller) -> PortResult<Vec<Coded>> {
        Ok(self.cases.queue.clone().unwrap_or_default().owners)
    }
    async fn coordination(&self, _caller: &Caller) -> PortResult<CoordinationPage> {
        self.cases.coordination.clone().ok_or_else(|| Refusal::new(ErrorCode::Forbidden).into())
    }
    async fn my_cases(&self, _: &Caller, _: u32) -> PortResult<MyCases> {
        Ok(self.cases.mine.clone())
    }
    async fn document(&self, _: &Caller, _: &str, _: &str) -> PortResult<DocumentBody> {
        unused()
    }
    async fn unmask(&self, _: &Caller, _: &str, _: &str) -> PortResult<Applicant> {
        Ok(Applicant { name: "张三".into(), ..Applicant::default() })
    }
    async fn track_pass(&self, _: &Caller, number: &str, code: &str) -> PortResult<TrackPass> {
        let case = self.cases.known()?;
        if number != case.head.number || code != QUERY_CODE {
            return Err(Refusal::new(ErrorCode::NotFound).into());
        }
        Ok(TrackPass { number: case.head.number, token: PASS.into(), seconds: 3600 })
    }
    async fn tracked(&self, caller: &Caller, token: &str) -> PortResult<(Caller, String)> {
        let case = self.cases.known()?;
        if token != PASS {
            return Err(Refusal::new(ErrorCode::SignInNeeded).into());
        }
        Ok((caller.clone(), case.head.number))
    }
    async fn preview(&self, _: &Caller, _: &str, _: &str, _: &FormData) -> PortResult<Preview> {
        self.cases.text()?;
        Ok(crate::ui::case::testing::preview())
    }
    async fn opinions(&self, _: &Caller) -> PortResult<Vec<OpinionRow>> {
        unused()
    }
    async fn opinion(&self, _: &Caller, _: Option<&str>) -> PortResult<OpinionDesk> {
        unused()
    }
    async fn write_opinion(&self, _: &Caller, _: Option<&str>, _: &FormData) -> PortResult<()> {
        self.cases.text()
    }
    async fn opinion_text(&self, _: &Caller, number: &str, _: &str, _: &str, _: &str) -> PortResult<String> {
        Ok(format!("关于{number}的答复。"))
    }
    async fn neighbours(&self, _: &Caller, _: &str, _: &QueueQuery) -> PortResult<Neighbours> {
        let (previous, next) = (Some("TS-20261008-0002".into()), Some("TS-20261008-0004".into()));
        Ok(Neighbours { place: 3, total: 18, previous, next })
    }
    async fn case_archive(&self, _: &Caller, _: &str, _: PrintPage) -> PortResult<Archive> {
        unused()
    }
    async fn case_file(&self, _: &Caller, _: &str) -> PortResult<CaseFile> {
        let case = self.cases.known()?;
        let filed = case.head.filed;
        Ok(CaseFile { case, printed: filed, printed_by: "李四".into(), on: texts::local_date(filed) })
    }
    async fn add_note(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        self.cases.text()
    }
    async fn add_message(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        self.cases.text()
    }
    async fn relate(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        self.cases.text()
    }
    async fn delegations(&self, _: &Caller) -> PortResult<Vec<DelegationView>> {
        Ok(self.cases.absences.clone())
    }
    async fn delegate(&self, _: &Caller, _: &FormData) -> PortResult<()> {
        self.cases.text()
    }
    async fn end_delegation(&self, _: &Caller, _: &str) -> PortResult<()> {
        self.cases.text()
    }
    async fn save_draft(&self, _: &Caller, id: Option<&str>, _: &str, form: &FormData) -> PortResult<String> {
        let version = form.text(contract::cases::forms::complaint::DRAFT_VERSION);
        if id.is_some() && self.cases.drafts.first().is_some_and(|draft| draft.version.to_string() != version) {
            return Err(Refusal::new(ErrorCode::Conflict).into());
        }
        Ok(id.unwrap_or("d1").to_owned())
    }
    async fn draft(&self, _: &Caller, _: &str) -> PortResult<DraftView> {
        self.cases.drafts.first().cloned().ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
    }
    async fn drafts(&self, _: &Caller) -> PortResult<Vec<DraftView>> {
        Ok(self.cases.drafts.clone())
    }
    async fn discard_draft(&self, _: &Caller, _: &str) -> PortResult<()> {
        self.cases.text()
    }
    async fn draft_filed(&self, _: &Caller, _: &str) -> PortResult<()> {
        self.cases.text()
    }
}
