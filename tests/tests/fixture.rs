//! One portal with a few samples, shared by the tests that only read; and small helpers.
use std::future::Future;
use std::sync::LazyLock;
use testkit::TestPortal;
use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

/// All tests run here: the shared portal outlives each of them.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().expect("a runtime")
});
static SHARED: OnceCell<TestPortal> = OnceCell::const_new();

/// Entries of `samples/samples.toml` that the tests need.
const WANTED: [&str; 6] = [
    "divisions-provinces",
    "divisions-villages-guizhou",
    "example-unemployment",
    "example-water-use",
    "example-visits",
    "example-service-points",
];

/// Runs a test.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    RUNTIME.block_on(test)
}

/// The portal of the tests that change nothing.
pub async fn shared() -> &'static TestPortal {
    SHARED.get_or_init(|| async { samples(TestPortal::empty().await).await }).await
}

/// Loads the wanted samples, as `portal demo` does.
pub async fn samples(test: TestPortal) -> TestPortal {
    let from = testkit::root().join("samples");
    let text = std::fs::read_to_string(from.join("samples.toml")).expect("the samples");
    let mut blocks = text.split("[[entry]]\n");
    let mut manifest = blocks.next().expect("a head").to_owned();
    for block in blocks.filter(|block| WANTED.iter().any(|key| block.starts_with(&format!("key = \"{key}\"")))) {
        manifest.push_str("[[entry]]\n");
        manifest.push_str(block);
    }
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["tables", "examples"] {
        std::os::unix::fs::symlink(from.join(name), folder.path().join(name)).expect("a link");
    }
    std::fs::write(folder.path().join("samples.toml"), manifest).expect("a manifest");
    let loaded =
        server::services::demo::load(test.portal.core(), folder.path(), false, |_, _| {}).await.expect("samples");
    assert_eq!(loaded.entries, WANTED.len() as u64);
    test.indexed().await;
    test
}

/// The bytes of a file of the samples.
pub fn sample_file(path: &str) -> Vec<u8> {
    std::fs::read(testkit::root().join("samples").join(path)).expect("a sample")
}

/// Percent-encoding of a query value.
pub fn q(text: &str) -> String {
    contract::query::encode(text)
}

/// How many datasets a search finds.
pub async fn total(test: &TestPortal, query: &str) -> u64 {
    test.json(&format!("/api/v1/search?{query}")).await["total"].as_u64().expect("a total")
}

/// Code of the first table of a dataset.
pub async fn table_of(test: &TestPortal, dataset: &str) -> String {
    let view = test.json(&format!("/api/v1/datasets/{dataset}")).await;
    view["tables"][0]["code"].as_str().unwrap_or_else(|| panic!("no table: {view}")).to_owned()
}

/// The addresses of the REST API, from its own description.
pub async fn api_paths(test: &TestPortal) -> Vec<String> {
    let document = test.json("/openapi.json").await;
    let paths: Vec<String> = document["paths"].as_object().expect("paths").keys().cloned().collect();
    assert!(paths.len() >= 7 && paths.iter().all(|path| path.starts_with("/api/v1/")), "{paths:?}");
    paths
}
