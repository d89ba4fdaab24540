// A portal to test: one that runs already, or one of our own on a free port with a data folder of its own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProvider } from './provider.mjs';
import { startSmtp } from './smtp.mjs';

const ROOT = new URL('../../../', import.meta.url);
// A debug build that indexes its samples takes a while.
const START_MS = 180_000;
const STOP_MS = 15_000;

/**
 * Returns `{ url, stop, accounts, mailFolder, provider, command }`: the accounts of the demonstration by role (`ACCOUNTS=file` for a portal
 * that runs already), where the mails lie that its mail server took, the provider that readers sign in with, and what runs a command of the
 * program on the same data folder and database (the last two not for a portal that runs already).
 */
export async function startPortal() {
  if (process.env.BASE_URL) {
    const url = process.env.BASE_URL.replace(/\/$/, '');
    return { url, stop: async () => {}, accounts: byRole(process.env.ACCOUNTS), mailFolder: process.env.MAIL_FOLDER };
  }
  const program = process.env.PORTAL_BIN;
  if (!program) throw new Error('set BASE_URL, or PORTAL_BIN to the portal to start');

  const provider = await startProvider();
  const data = mkdtempSync(join(tmpdir(), 'portal-browser-'));
  const mailFolder = join(data, 'taken');
  const smtp = await startSmtp(mailFolder);
  const options = {
    cwd: ROOT,
    env: {
      ...process.env,
      ...provider.env,
      ...smtp.env,
      PORTAL_METRICS_LISTEN: '127.0.0.1:0',
      // One address asks for everything here; the limits have tests of their own.
      PORTAL_LIMITS__PAGES_PER_MINUTE: '1000000',
      PORTAL_LIMITS__SUGGEST_PER_MINUTE: '1000000',
      PORTAL_LIMITS__API_PER_MINUTE: '1000000',
    },
  };
  const seed = JSON.parse(readFileSync(new URL('../seed.json', import.meta.url), 'utf8'));
  const accounts = join(data, 'accounts.json');
  const run = (words) => spawnSync(program, ['--data-dir', data, ...words], { ...options, encoding: 'utf8' });
  // A database of its own is made with its tables; one that is given gets them when somebody says so.
  const commands = process.env.PORTAL_DATABASE_URL ? [['migrate'], ...seed] : seed;
  for (const command of commands) {
    const more = command[0] === 'demo' ? ['--accounts-json', accounts] : [];
    const done = run([...command, ...more]);
    if (done.status !== 0) throw new Error(`portal ${command.join(' ')}: ${done.error ?? done.stderr}`);
  }

  const child = spawn(program, ['--data-dir', data, 'serve', '--listen', `127.0.0.1:${await freePort()}`], {
    // A provider sends readers back to one address: the port is chosen before the start.
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the portal did not start:\n${said}`)), START_MS);
    const listen = (chunk) => {
      said += chunk;
      const address = /listening on (https?:\/\/[^\s"]+)/.exec(said);
      if (address) {
        clearTimeout(timer);
        resolve(address[1].replace(/\/$/, ''));
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    ended.then((code) => reject(new Error(`the portal ended with ${code}:\n${said}`)));
    child.once('error', reject);
  });
  await ready(url);
  return {
    url,
    accounts: byRole(accounts),
    mailFolder,
    provider,
    command: (...words) => run(words),
    async stop() {
      await provider.stop();
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(late);
      await smtp.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The file of `portal demo --accounts-json`: the first account of each role by the role, and everybody by the name in front of the @. */
function byRole(file) {
  if (!file || !existsSync(file)) return {};
  const found = {};
  for (const account of JSON.parse(readFileSync(file, 'utf8'))) {
    found[account.role] ??= account;
    found[account.email.split('@')[0]] ??= account;
  }
  return found;
}

async function ready(url) {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the portal did not become ready');
}
