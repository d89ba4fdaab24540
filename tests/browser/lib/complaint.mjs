// The steps of a complaint, each as the person who does it: filed without scripts, tracked with its code, opened from the queue.
import assert from 'node:assert/strict';
import { expectAccessible, expectNoOverflow, expectSilent, inLanguage } from './browser.mjs';

// A picture of one pixel: what counts is its content, not its name.
export const PICTURE = {
  name: '截图.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
export const ANSWER = '经核实，该数据已于本周更新，今后按月更新，并在数据集页面写明更新日期。感谢您的监督。';

export const main = (page) => page.locator('main').innerText();
export const heading = async (page) => (await page.locator('h1').innerText()).trim();
export const press = (page, name) => page.locator('main button[type=submit]', { hasText: name }).first().click();

/** Fills the form from a dataset's page and submits it; number and query code of the receipt. */
export async function file(browser, subject) {
  const page = await browser.open('/data?has_table=true', { view: 'nojs' });
  await page.locator('main article h2 a').first().click();
  await page.locator('main a[href*="/complaints/new?dataset="]').click();
  assert.ok(await page.locator('input[name=target_kind][value=dataset]').isChecked(), 'the dataset is named already');
  assert.ok(await page.inputValue('#target'));

  // Sent too early: everything that is missing is said at once, and what was typed stays.
  await page.fill('#subject', subject);
  await press(page, '继续');
  assert.match(await page.title(), /^错误：/);
  assert.ok((await page.locator('.error-summary li').count()) >= 2);
  // That it was refused is what Chromium says here, and what was meant.
  page.faults = page.faults.filter((fault) => !fault.includes('422'));
  assert.equal(await page.inputValue('#subject'), subject);

  await page.fill('#facts', '页面写明每月更新，但是最近三个月都没有新的版本，影响我们核对。');
  await page.check('#anonymous');
  await press(page, '继续');
  assert.equal(await heading(page), '核对并提交');
  assert.match(await main(page), /匿名提交，不保存姓名和联系方式/);
  await page.setInputFiles('#evidence', PICTURE);
  await press(page, '提交投诉举报');
  const { number, code } = await receipt(page, /^TS-\d{8}-\d{4}$/);
  assert.match(await main(page), /只显示一次/);
  await page.reload();
  assert.ok(!(await main(page)).includes(code), 'the code is shown once');
  expectSilent(page);
  return { number, code };
}

export async function track(browser, { number, code }, language = 'zh-CN', view = 'nojs') {
  const page = await browser.open(inLanguage('/track', language), { view });
  // Still open from before: given back first.
  const leave = page.locator('form:has(input[value=leave]) button');
  if (await leave.count()) await leave.click();
  await page.fill('#number', number.toLowerCase());
  await page.fill('#key', code);
  await page.locator('main form button[type=submit]').click();
  return page;
}

/** Opens a case from the queue and goes to one of its commands. */
export async function command(browser, role, number, label, { language = 'zh-CN', view } = {}) {
  const page = await browser.open(inLanguage(`/admin?tab=office&q=${number}`, language), { as: role, view });
  await page.locator('.queue-row a', { hasText: '' }).first().click();
  assert.match(await main(page), new RegExp(number));
  await page.locator('.decisions a', { hasText: label }).first().click();
  assert.equal(await heading(page), label);
  return page;
}

/** Number and query code that a receipt shows. */
export async function receipt(page, number) {
  assert.equal(new URL(page.url()).pathname.replace(/^\/en(?=\/)/, ''), '/complaints/receipt');
  const [shown, code] = await page.locator('.receipt-code').allInnerTexts();
  assert.match(shown, number);
  assert.match(code, /^\S{10}$/);
  return { number: shown.trim(), code: code.trim() };
}

/** The record of a case as the auditor takes it: the rows of the JSON Lines that the page offers. */
export async function recordOf(browser, number) {
  const page = await browser.open(`/en/admin/audit?case=${number}`, { as: 'auditor', view: 'nojs' });
  assert.match(await main(page), new RegExp(number));
  const link = await page.locator('main a[download]', { hasText: 'JSON Lines' }).getAttribute('href');
  const taken = await page.request.get(new URL(link, browser.base).href);
  assert.equal(taken.status(), 200);
  return (await taken.text()).trim().split('\n').map((line) => JSON.parse(line));
}

/** `portal audit verify` on the data the portal serves from: the whole chain is sound, and a row that was exported stands in it. */
export function expectWhole(portal, row) {
  if (!portal.command) return;
  const { status, stdout, stderr } = portal.command('audit', 'verify', '--head', `${row.seq}:${row.hash}`);
  assert.equal(status, 0, stdout + stderr);
  const [, rows, last] = /^whole: (\d+) rows, 1 to (\d+)$/m.exec(stdout) ?? assert.fail(stdout);
  assert.equal(rows, last);
  assert.ok(Number(last) >= row.seq, 'as far as what was exported');
  // A hash that no row has is not taken for the head of anything.
  const other = portal.command('audit', 'verify', '--head', `${row.seq}:${'0'.repeat(row.hash.length)}`);
  assert.equal(other.status, 1, other.stdout);
}

/** Pages that have no fixed address, as those who have them see them: in Chinese on a desktop, in English on a phone. */
export async function expectSound(browser, as, ...paths) {
  for (const path of paths) {
    for (const [language, view] of [['zh-CN', 'desktop'], ['en', 'phone']]) {
      const page = await browser.open(inLanguage(path, language), { as, view });
      assert.equal(await page.locator('h1').count(), 1, path);
      await expectNoOverflow(page);
      await expectAccessible(page);
      expectSilent(page);
      await page.close();
    }
  }
}
