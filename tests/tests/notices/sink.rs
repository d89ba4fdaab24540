//! A mail server in a test: speaks as much SMTP as a client needs, keeps what it is given, answers as it is told.
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// A mail as it was handed over.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: String,
    /// Headers and parts, as sent.
    pub text: String,
}

impl Mail {
    /// A header that stands on one line.
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.text.lines().find_map(|line| line.strip_prefix(start.as_str())).unwrap_or_default()
    }
}

#[derive(Default)]
struct State {
    mails: Mutex<Vec<Mail>>,
    /// Answers to the next recipients; then 250.
    answers: Mutex<VecDeque<&'static str>>,
    /// The next mail is taken and never confirmed.
    silent: Mutex<bool>,
    taken: Notify,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The server; it ends with the runtime.
pub struct Sink {
    pub url: String,
    state: Arc<State>,
}

impl Sink {
    pub async fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(State::default());
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = shared.clone();
                tokio::spawn(async move {
                    let _ = serve(stream, &state).await;
                });
            }
        });
        Self { url, state }
    }

    /// What came in so far.
    pub fn mails(&self) -> Vec<Mail> {
        locked(&self.state.mails).clone()
    }

    /// Answers to the next recipients, in order.
    pub fn answer(&self, answers: &[&'static str]) {
        locked(&self.state.answers).extend(answers);
    }

    /// Takes the next mail and says nothing.
    pub fn fall_silent(&self) {
        *locked(&self.state.silent) = true;
    }

    /// Waits until the next mail is in.
    pub async fn taken(&self) {
        self.state.taken.notified().await;
    }
}

async fn serve(stream: TcpStream, state: &State) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 sink ESMTP\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-sink\r\n250 8BITMIME",
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                locked(&state.answers).pop_front().unwrap_or("250 OK")
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut text = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    text.push_str(&line);
                    text.push('\n');
                }
                locked(&state.mails).push(Mail { to: to.clone(), text });
                state.taken.notify_one();
                if std::mem::take(&mut *locked(&state.silent)) {
                    std::future::pending::<()>().await;
                }
                "250 taken"
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 OK",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}
