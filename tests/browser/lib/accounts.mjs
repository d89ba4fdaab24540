// What people have beside the browser: an authenticator app and a mailbox.
import { createHmac } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const MAIL_MS = 30_000;

/** The six digits of an authenticator app (RFC 6238) for a Base32 secret. */
export function totp(secret, at = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', base32(secret)).update(counter).digest();
  const offset = hash[19] & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function base32(text) {
  let bits = '';
  for (const letter of text.replace(/[\s=]/g, '').toUpperCase()) {
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** Waits for a mail to an address whose text holds a path like `/sign-up/confirm?token=`, and returns path and query. */
export async function mailedLink(folder, to, path) {
  const { text } = await mailed(folder, to, `${path}?token=`);
  return /^\S+/.exec(text.slice(text.indexOf(`${path}?token=`)))[0];
}

/** Waits for a mail to an address whose plain part holds all the words: `{ head, text }`, its header lines and that part. */
export async function mailed(folder, to, ...words) {
  const until = Date.now() + MAIL_MS;
  const address = new RegExp(`^To: .*${to.replaceAll('.', '\\.')}`, 'm');
  while (Date.now() < until) {
    for (const file of files(folder)) {
      const mail = readFileSync(join(folder, file), 'utf8');
      if (!address.test(mail)) continue;
      const text = plain(mail);
      if (words.every((word) => text.includes(word))) return { head: mail.split(/\r?\n\r?\n/)[0], text };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail to ${to} with ${words.join(', ')}`);
}

function files(folder) {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.eml'));
  } catch {
    return [];
  }
}

/** The plain part of a mail, decoded. */
function plain(mail) {
  const part = mail.split(/^Content-Type: text\/plain/m)[1] ?? mail;
  const [head, ...rest] = part.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n').split(/\r?\n--/)[0];
  if (/base64/i.test(head)) return Buffer.from(body.replace(/\s/g, ''), 'base64').toString('utf8');
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
