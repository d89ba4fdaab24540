// Papers of an application with scripts: sent as soon as they are chosen, with progress, checked before they leave. Without scripts they are
// sent with their button (restricted.mjs).
import assert from 'node:assert/strict';
import { expectAccessible, expectNoOverflow, expectSilent, islandsRun } from '../lib/browser.mjs';
import { PDF, beginDraft, day, follow } from '../lib/restricted.mjs';

const REPORT = 'attachments.credit-report';
const slotOf = (page, name) => page.locator('.apply-slot', { has: page.locator(`[id="${name}"]`) });
const large = (mb) => ({ ...PDF, name: '大文件.pdf', buffer: Buffer.concat([PDF.buffer, Buffer.alloc(mb << 20, 'x')]) });

/** A slower way up, so that there is something to see. */
async function slow(page, kilobytes) {
  const session = await page.context().newCDPSession(page);
  const upload = kilobytes ? kilobytes << 10 : -1;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: upload });
}

async function upload(browser, path, words) {
  const page = await browser.open(path, { as: 'organisation' });
  const slot = slotOf(page, REPORT);
  const input = slot.locator('input[type=file]');
  assert.match(await slot.innerText(), words.drop);
  // Told before it is sent, at its place, in the words of the server.
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  for (const [file, wrong] of [
    [{ name: '报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\x00 a program') }, words.kind],
    [{ name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }, words.empty],
    [large(20), words.large],
  ]) {
    await input.setInputFiles(file);
    await slot.locator('.field-error', { hasText: wrong }).waitFor();
    assert.equal(await input.getAttribute('aria-invalid'), 'true');
    assert.match(await input.getAttribute('aria-describedby'), /credit-report-error/);
  }
  await expectAccessible(page);
  await expectNoOverflow(page);
  assert.deepEqual(sent, [], 'nothing left the browser');
  // A large one: progress, and a way to stop it.
  await slow(page, 1500);
  await input.setInputFiles(large(12));
  const progress = slot.locator('progress');
  await progress.waitFor();
  assert.equal(await slot.locator('.field-error').count(), 0, 'the fault of the one before is gone');
  await slot.locator('.upload-state .meta', { hasText: words.progress }).waitFor();
  await expectAccessible(page);
  await expectNoOverflow(page);
  await slot.locator('[data-cancel]').focus();
  await page.keyboard.press('Enter');
  await progress.waitFor({ state: 'hidden' });
  await slot.locator('.upload > [role=status]', { hasText: words.cancelled }).waitFor({ state: 'attached' });
  assert.equal(await page.evaluate(() => document.activeElement.id), REPORT, 'the focus is at the field again');
  assert.equal(await slot.locator('.apply-paper').count(), 0);
  // Once more, and meanwhile the date is filled in.
  await input.setInputFiles(large(4));
  await progress.waitFor();
  await slot.locator(`[name="${REPORT}.issued"]`).fill(day(-10));
  await slot.locator('.apply-paper a', { hasText: '大文件.pdf' }).waitFor({ timeout: 30_000 });
  await slot.locator('.upload > [role=status]', { hasText: words.done }).waitFor({ state: 'attached' });
  assert.equal(await progress.isVisible(), false);
  assert.equal(await slot.locator(`[name="${REPORT}.issued"]`).inputValue(), day(-10), 'what was typed meanwhile stays');
  assert.equal(await page.evaluate(() => document.activeElement.id), `${REPORT}.issued`, 'and so does the focus');
  await slow(page, 0);
  await expectAccessible(page);
  // The date is saved by the button of the slot; then another file replaces the first: the new slot is alive, too.
  await follow(page, slot.locator('form:has(input[type=file]) button[type=submit]'));
  await islandsRun(page);
  await input.setInputFiles({ ...PDF, name: '第二份.pdf' });
  await slot.locator('.apply-paper a', { hasText: '第二份.pdf' }).waitFor();
  await input.setInputFiles({ ...PDF, name: '第三份.pdf' });
  await slot.locator('.apply-paper a', { hasText: '第三份.pdf' }).waitFor();
  assert.equal(await slot.locator('.apply-paper').count(), 1);
  // Said by the server, at the slot.
  await page.context().clearCookies();
  await input.setInputFiles(PDF);
  await slot.locator('.field-error', { hasText: words.signedOut }).waitFor();
  page.faults = page.faults.filter((fault) => !/401|ERR_ABORTED|not loaded/.test(fault));
  expectSilent(page);
}

const ZH = {
  drop: /拖到这里/,
  kind: '文件应为 PDF、JPG 或者 PNG',
  empty: '文件为空',
  large: '文件超过 20 MB（现为 21 MB）',
  progress: /^\d+ %（[\d.]+\/12(\.\d)? MB，约 \S+ 秒）$/,
  cancelled: '已取消上传',
  done: '已上传 大文件.pdf',
  signedOut: '登录已失效',
};
const EN = {
  drop: /drop the file here/,
  kind: 'The file must be PDF, JPG or PNG',
  empty: 'The file is empty',
  large: 'The file is larger than 20 MB (it has 21 MB)',
  progress: /^\d+% \([\d.]+\/12(\.\d)? MB, about \S+ s\)$/,
  cancelled: 'Upload cancelled',
  done: '大文件.pdf is uploaded',
  signedOut: 'signed out',
};

export default {
  async 'R-053 a paper is checked before it is sent, shows its progress, and can be stopped'(browser) {
    const draft = await beginDraft(browser);
    await upload(browser, `${draft}/papers`, ZH);
  },

  async 'R-053 the same in English'(browser) {
    const draft = await beginDraft(browser);
    await upload(browser, `/en${draft}/papers`, EN);
  },
};
