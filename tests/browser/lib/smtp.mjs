// A mail server that takes every mail (RFC 5321) and keeps it as a file, so that tests read what really left the portal.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const CRLF = '\r\n';

/** Starts it on a free port: `{ url, env, stop }`; `env` is what a portal needs to send there. Mails become `<n>.eml` in the folder. */
export async function startSmtp(folder) {
  mkdirSync(folder, { recursive: true });
  const open = new Set();
  let taken = 0;
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // A sender that is stopped in the middle of a mail is no fault of the test.
    socket.on('error', () => {});
    converse(socket, (mail) => {
      taken += 1;
      writeFileSync(join(folder, `${String(taken).padStart(5, '0')}.eml`), mail, 'latin1');
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `smtp://127.0.0.1:${server.address().port}`;
  return {
    url,
    env: { PORTAL_MAIL__SMTP_URL: url, PORTAL_MAIL__FROM: '公共数据开放平台 <no-reply@data.example.org>' },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One connection: command after command, a mail between DATA and the line with a single dot. */
function converse(socket, keep) {
  const say = (line) => socket.write(line + CRLF);
  let buffer = '';
  // The lines of the mail that is being taken; none between mails.
  let mail;
  say('220 mail.example.org ESMTP');
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    buffer += chunk;
    for (let end = buffer.indexOf(CRLF); end >= 0; end = buffer.indexOf(CRLF)) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + CRLF.length);
      if (!mail) answer(line);
      else if (line === '.') {
        keep(mail.join(CRLF) + CRLF);
        mail = undefined;
        say('250 kept');
      } else {
        // Lines that begin with a dot were given another one (RFC 5321, 4.5.2).
        mail.push(line.startsWith('.') ? line.slice(1) : line);
      }
    }
  });

  function answer(line) {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      say('250-mail.example.org');
      say('250-8BITMIME');
      say('250 SMTPUTF8');
    } else if (verb === 'DATA') {
      mail = [];
      say('354 go on');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
    } else if (['HELO', 'MAIL', 'RCPT', 'RSET', 'NOOP'].includes(verb)) {
      say('250 ok');
    } else {
      say('502 not here');
    }
  }
}
