// The OpenID Connect provider that readers sign in with: PyPI oidc-provider-mock, which scripts/setup.sh installs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

const START_MS = 60_000;

/** A port nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts it: `{ issuer, env, knows, stop }`; `env` is what a portal needs to know of it. */
export async function startProvider() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const program = join(cache, 'portal/oidc-provider/bin/oidc-provider-mock');
  if (!existsSync(program)) throw new Error(`${program} is missing: scripts/setup.sh test`);
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(program, ['--port', new URL(issuer).port], { stdio: 'ignore' });
  // Nothing stays when a portal does not start.
  process.once('exit', () => child.kill());
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const until = Date.now() + START_MS;
  while (!(await fetch(`${issuer}/.well-known/openid-configuration`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > until) throw new Error('the provider of sign-in did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    issuer,
    env: {
      PORTAL_OIDC__CITY__ISSUER: issuer,
      PORTAL_OIDC__CITY__CLIENT_ID: 'portal',
      PORTAL_OIDC__CITY__CLIENT_SECRET: 'of the tests',
      PORTAL_OIDC__CITY__LABEL: '统一身份认证',
      PORTAL_OIDC__CITY__LABEL_EN: 'City ID',
    },
    /** Says what it knows of somebody. */
    async knows(subject, claims) {
      const options = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(claims) };
      const answer = await fetch(`${issuer}/users/${subject}`, options);
      if (!answer.ok) throw new Error(`the provider answers ${answer.status}`);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
