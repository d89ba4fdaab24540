// A complaint from filing to its answer: anonymous and without JavaScript on one side, the queue of two offices on the other.
import assert from 'node:assert/strict';
import { expectAccessible, expectNoOverflow, expectSilent, inLanguage, islandsRun } from '../lib/browser.mjs';

// A picture of one pixel: what counts is its content, not its name.
const PICTURE = {
  name: '截图.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const ANSWER = '经核实，该数据已于本周更新，今后按月更新，并在数据集页面写明更新日期。感谢您的监督。';
const main = (page) => page.locator('main').innerText();
const heading = async (page) => (await page.locator('h1').innerText()).trim();
const press = (page, name) => page.locator('main button[type=submit]', { hasText: name }).first().click();

/** Fills the form from a dataset's page and submits it; number and query code of the receipt. */
async function file(browser, subject) {
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
  assert.equal(new URL(page.url()).pathname, '/complaints/receipt');
  const [number, code] = await page.locator('.receipt-code').allInnerTexts();
  assert.match(number, /^TS-\d{8}-\d{4}$/);
  assert.match(code, /^\S{10}$/);
  assert.match(await main(page), /只显示一次/);
  await page.reload();
  assert.ok(!(await main(page)).includes(code), 'the code is shown once');
  expectSilent(page);
  return { number, code };
}

async function track(browser, { number, code }, language = 'zh-CN', view = 'nojs') {
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
async function command(browser, role, number, label, { language = 'zh-CN', view } = {}) {
  const page = await browser.open(inLanguage(`/admin?tab=office&q=${number}`, language), { as: role, view });
  await page.locator('.queue-row a', { hasText: '' }).first().click();
  assert.match(await main(page), new RegExp(number));
  await page.locator('.decisions a', { hasText: label }).first().click();
  assert.equal(await heading(page), label);
  return page;
}

export default {
  async 'R-127 filed anonymously with evidence, tracked, handled from the queue, the same history for both sides'(browser) {
    const subject = `停车场数据三个月没有更新 ${Date.now()}`;
    const filed = await file(browser, subject);

    const first = await track(browser, filed);
    assert.equal(await heading(first), subject);
    assert.match(await main(first), /截图\.png/);
    assert.equal(await first.locator('main a[href*="/docs/"]').count(), 0, 'a receipt gives no evidence away');
    const wrong = await track(browser, { ...filed, code: 'AAAAAAAAAA' });
    assert.match(await main(wrong), /编号和查询码对不上/);

    const route = await command(browser, 'authority-reviewer', filed.number, '分办');
    await expectAccessible(route);
    const body = await route.locator('#to option', { hasText: '交通运输厅（示例）' }).first().getAttribute('value');
    await route.selectOption('#to', body);
    await press(route, '分办');
    assert.match(await main(route), /已分办/);

    const accept = await command(browser, 'reviewer', filed.number, '受理');
    await press(accept, '受理');
    const ask = await command(browser, 'reviewer', filed.number, '请补充情况');
    await ask.fill('#question', '请说明是哪一个停车场、哪一天。');
    await press(ask, '请补充情况');

    // The reporter answers without account and without scripts, with a picture.
    const asked = await track(browser, filed);
    assert.match(await main(asked), /现在轮到您/);
    const phone = await track(browser, filed, 'en', 'phone');
    await expectAccessible(phone);
    await expectNoOverflow(phone);
    await asked.locator('.decisions a[href$="/track/do/supplement"]').click();
    await asked.fill('#facts', '武林广场停车场，11月18日上午。');
    await asked.setInputFiles('#files', PICTURE);
    await press(asked, await heading(asked));
    assert.match(await main(asked), /补充的情况已提交/);
    await asked.fill('#message', '还有别的停车场也是这样。');
    await press(asked, '发送留言');
    assert.match(await main(asked), /还有别的停车场也是这样/);

    const answer = await command(browser, 'reviewer', filed.number, '答复');
    await answer.locator('input[name=outcome]').first().check();
    await answer.fill('#answer', '太短');
    await press(answer, '答复');
    assert.match(await answer.title(), /^错误：/);
    assert.equal(await answer.inputValue('#answer'), '太短');
    await answer.fill('#answer', ANSWER);
    await press(answer, '预览通知');
    assert.match(await answer.locator('.case-preview').innerText(), new RegExp(ANSWER.slice(0, 12)));
    await expectAccessible(answer);
    await press(answer, '答复');
    await expectAccessible(answer);
    await expectNoOverflow(answer);
    assert.match(await main(answer), new RegExp(ANSWER.slice(0, 12)));
    // The reporter is anonymous to everybody.
    assert.match(await main(answer), /匿名/);
    const picture = await answer.locator('main a[href*="/docs/"]').first().getAttribute('href');
    const opened = await answer.request.get(new URL(picture, browser.base).href);
    assert.equal(opened.status(), 200);
    assert.deepEqual(await opened.body(), PICTURE.buffer);
    assert.equal((await browser.fetch(picture)).status, 401, 'who is not signed in has to say first who they are');

    for (const language of ['zh-CN', 'en']) {
      const tracked = await track(browser, filed, language);
      const told = await main(tracked);
      assert.match(told, new RegExp(ANSWER.slice(0, 12)), 'both sides see the answer');
      const events = (page) => page.locator('.timeline-entry:not(.future):not(.internal) .timeline-event').count();
      assert.equal(await events(tracked), await events(answer), 'and the same history');
    }
  },

  async 'R-127 in English, under one’s name and without scripts: filed, answered, followed, and on record for the auditor'(browser) {
    const reporter = { as: 'person', view: 'nojs' };
    const subject = `Parking data three months late ${Date.now()}`;
    const page = await browser.open('/en/data?has_table=true', reporter);
    await page.locator('main article h2 a').first().click();
    await page.locator('main a[href*="/complaints/new?dataset="]').click();
    await page.fill('#subject', subject);
    await page.fill('#facts', 'The page promises an update every month, and there was none for three months.');
    await page.fill('#name', '张三');
    await press(page, 'Continue');
    assert.equal(await heading(page), 'Check and submit');
    await page.setInputFiles('#evidence', PICTURE);
    await press(page, 'Submit complaint');
    const number = (await page.locator('.receipt-code').first().innerText()).trim();
    assert.match(number, /^TS-\d{8}-\d{4}$/);
    expectSilent(page);

    const english = { language: 'en', view: 'nojs' };
    const route = await command(browser, 'authority-reviewer', number, 'Route', english);
    const body = await route.locator('#to option', { hasText: '交通运输厅（示例）' }).first().getAttribute('value');
    await route.selectOption('#to', body);
    await press(route, 'Route');
    const accept = await command(browser, 'reviewer', number, 'Accept', english);
    await press(accept, 'Accept');
    const answer = await command(browser, 'reviewer', number, 'Answer', english);
    await answer.locator('input[name=outcome]').first().check();
    await answer.fill('#answer', ANSWER);
    await press(answer, 'Answer');

    const mine = await browser.open('/en/my/requests', reporter);
    await mine.locator('main a', { hasText: subject }).first().click();
    assert.match(await main(mine), new RegExp(ANSWER.slice(0, 12)));
    const record = await browser.open(`/en/admin/audit?case=${number}`, { as: 'auditor', view: 'nojs' });
    assert.match(await main(record), new RegExp(number));
    const link = await record.locator('main a[download]', { hasText: 'JSON Lines' }).getAttribute('href');
    const taken = await record.request.get(new URL(link, browser.base).href);
    assert.equal(taken.status(), 200);
    assert.ok((await taken.text()).trim().split('\n').length >= 4, 'filed, routed, accepted, answered');
  },

  async 'R-153 the queue by keyboard: j and k, Enter, ?, silent while somebody types, and switched off'(browser) {
    await file(browser, `快捷键一 ${Date.now()}`);
    await file(browser, `快捷键二 ${Date.now()}`);
    const page = await browser.open('/admin?tab=office', { as: 'authority-reviewer' });
    const titles = await page.locator('.queue-title').allInnerTexts();
    const focused = () => page.evaluate(() => document.activeElement?.innerText?.trim() ?? '');
    await page.keyboard.press('j');
    assert.equal(await focused(), titles[0].trim());
    await page.keyboard.press('j');
    assert.equal(await focused(), titles[1].trim());
    await page.keyboard.press('x');
    assert.equal(await page.locator('.queue-pick input:checked').count(), 1);
    await page.keyboard.press('k');
    assert.equal(await focused(), titles[0].trim());

    await page.keyboard.press('?');
    assert.ok(await page.locator('dialog[open]').isVisible());
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    await page.locator('input[name=q]').focus();
    await page.keyboard.type('jk?');
    assert.equal(await page.inputValue('input[name=q]'), 'jk?', 'keys are letters while somebody types');
    assert.equal(await page.locator('dialog[open]').count(), 0);

    await page.locator('.queue-title').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname.startsWith('/cases/'));
    assert.match(await main(page), /第 1 件，共 \d+ 件/);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await islandsRun(page);
    await page.keyboard.press('j');
    await page.waitForURL((url) => url.pathname.startsWith('/cases/') && url.searchParams.get('tab') === 'office');
    await page.getByText('第 2 件，共').waitFor();
    await islandsRun(page);
    await page.keyboard.press('u');
    await page.waitForURL((url) => url.pathname === '/admin');
    await islandsRun(page);

    await page.keyboard.press('?');
    await page.locator('#shortcuts-on').uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await islandsRun(page);
    await page.keyboard.press('j');
    assert.ok(!titles.map((title) => title.trim()).includes(await focused()), 'switched off, and it stays so');
    expectSilent(page);
  },

  async 'R-152 who has no part in a case is told that there is none'(browser) {
    const { number } = await file(browser, `无关的人看不到 ${Date.now()}`);
    const page = await browser.open(`/cases/${number}`, { as: 'person', status: 404 });
    assert.ok(!(await main(page)).includes('无关的人看不到'));
  },
};
