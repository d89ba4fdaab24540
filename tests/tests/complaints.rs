//! 投诉举报, 意见建议 through public HTTP and the port behind it (B21, R-127, R-128), and the shared machinery of cases (E10, R-152, R-155).
mod archive;
mod desk;
mod flow;
mod isolation;
mod machinery;
mod papers;
mod people;
mod queue;
mod suspension;
mod track;

use contract::cases::{CaseView, Cases, CommandEnding, Receipt};
use contract::{Caller, ErrorCode, FormData, PortError, Upload};
use domain::locale::Locale;
use domain::policy::Actor;
use server::services::accounts::session;
use std::sync::Arc;
use testkit::{Identity, TestPortal};

/// Somebody as the services see them.
pub(crate) async fn caller(test: &TestPortal, who: Identity) -> Caller {
    let client = test.sign_in_as(who).await;
    let token = client.session().expect("a session");
    let Ok(session::Found::Account { signed, .. }) = session::identify(test.portal.core(), &token).await else {
        panic!("{who:?} is not signed in")
    };
    Caller {
        actor: Actor::Account(signed),
        locale: Locale::ZhCn,
        address: "192.0.2.7".into(),
        agent: "test".into(),
        request_id: "r".into(),
        pending: None,
    }
}

/// Anybody.
pub(crate) fn visitor(address: &str) -> Caller {
    Caller {
        actor: Actor::Anonymous,
        locale: Locale::ZhCn,
        address: address.into(),
        agent: "test".into(),
        request_id: "r".into(),
        pending: None,
    }
}

pub(crate) fn form(fields: &[(&str, &str)]) -> FormData {
    FormData { fields: fields.iter().map(|(n, v)| ((*n).into(), (*v).into())).collect(), files: Vec::new() }
}

const NAME: &str = "王小明";
const FACTS: &str = "停车场的泊位数一个月没有更新，和现场不一致。";

/// A complaint with everything it needs, about the portal unless said otherwise.
pub(crate) fn complaint(more: &[(&str, &str)]) -> FormData {
    // What comes first counts.
    let mut fields = more.to_vec();
    fields.extend([("subject", "停车数据长期不更新"), ("facts", FACTS)]);
    if !more.iter().any(|(name, _)| *name == "anonymous") {
        fields.extend([("name", NAME), ("phone", "13800000000"), ("email", "wang@example.cn")]);
    }
    if !more.iter().any(|(name, _)| *name == "target_kind") {
        fields.push(("target_kind", "portal"));
    }
    form(&fields)
}

pub(crate) fn upload(field: &str, name: &str, bytes: &[u8]) -> Upload {
    Upload { field: field.into(), name: name.into(), media: "application/pdf".into(), bytes: bytes.to_vec().into() }
}

/// The portal with its bodies and the people who work there.
pub(crate) async fn portal() -> TestPortal {
    let test = TestPortal::empty().await;
    for who in
        [Identity::AuthorityReviewer, Identity::SecondAuthorityReviewer, Identity::Reviewer, Identity::SecondReviewer]
    {
        test.account(who).await;
    }
    test.body(testkit::identities::OTHER_PUBLISHER).await;
    test
}

pub(crate) fn cases(test: &TestPortal) -> Arc<dyn Cases> {
    test.portal.ports.cases.clone()
}

pub(crate) async fn file(test: &TestPortal, who: &Caller, form: &FormData) -> Receipt {
    cases(test).file_complaint(who, "TS", form).await.unwrap_or_else(|error| panic!("{error}: {error:?}"))
}

pub(crate) async fn view(test: &TestPortal, who: &Caller, number: &str) -> CaseView {
    cases(test).case(who, number).await.unwrap_or_else(|error| panic!("{number}: {error:?}"))
}

/// Gives a command as its page would: with the version read before.
pub(crate) async fn act(
    test: &TestPortal,
    who: &Caller,
    number: &str,
    command: &str,
    fields: &[(&str, &str)],
) -> CommandEnding {
    try_act(test, who, number, command, fields).await.unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

pub(crate) async fn try_act(
    test: &TestPortal,
    who: &Caller,
    number: &str,
    command: &str,
    fields: &[(&str, &str)],
) -> Result<CommandEnding, PortError> {
    try_act_with(test, who, number, command, fields, Vec::new()).await
}

/// The same with files.
pub(crate) async fn try_act_with(
    test: &TestPortal,
    who: &Caller,
    number: &str,
    command: &str,
    fields: &[(&str, &str)],
    files: Vec<Upload>,
) -> Result<CommandEnding, PortError> {
    let version = view(test, who, number).await.version.to_string();
    let mut form = FormData { files, ..form(fields) };
    form.fields.push(("version".into(), version));
    match cases(test).do_command(who, number, command, &form).await {
        // A refusal is read before it is sent.
        Err(error) if error.code() == ErrorCode::PreviewNeeded => {
            let preview = cases(test).preview(who, number, command, &form).await?;
            form.fields.push(("previewed".into(), preview.token));
            cases(test).do_command(who, number, command, &form).await
        }
        done => done,
    }
}

/// A risk is found, and gone: what both commands ask (B20, R-125).
pub(crate) const RISK: [(&str, &str); 4] = [
    ("reason_class", "SECURITY_RISK"),
    ("reason", "举报属实，先行中止开放。"),
    ("finder", "report"),
    ("scope", "原始文件下载接口"),
];

pub(crate) async fn clear(test: &TestPortal, who: &Caller, number: &str) {
    let said = [("measures", "已修补下载接口的漏洞并全面排查。"), ("clearance", "漏洞已修复，复测通过。")];
    let report = upload("files", "复测报告.pdf", b"%PDF-1.7 retest");
    try_act_with(test, who, number, "resume-dataset", &said, vec![report]).await.expect("open again");
}

pub(crate) fn code<T: std::fmt::Debug>(result: Result<T, PortError>) -> ErrorCode {
    result.expect_err("a refusal").code()
}

/// The fields at fault with their codes.
pub(crate) fn faults<T: std::fmt::Debug>(result: Result<T, PortError>) -> Vec<(String, ErrorCode)> {
    match result {
        Err(PortError::Invalid(faults)) => {
            faults.into_iter().map(|fault| (fault.field.unwrap_or_default(), fault.code)).collect()
        }
        other => panic!("not a refused form: {other:?}"),
    }
}

const ANSWER: &str = "经核实，接口自本月起恢复每日更新，历史数据已补齐。";
