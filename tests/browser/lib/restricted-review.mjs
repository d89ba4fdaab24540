// What follows an application: the reviews of the authority and of both publishers, the agreement, the delivery.
import assert from 'node:assert/strict';
import { day, fill, follow, heading, main, pathOf, PDF, press, REASON, refused } from './restricted.mjs';

/** Sends the command whose page is open, under its own name. */
async function done(walk, page, as) {
  const words = await heading(page);
  await press(page, words);
  assert.match(pathOf(page), /^\/cases\/[A-Z]{2}-[\d-]+$/, `${words}: ${await main(page)}`);
  return walk.seen(page, as);
}

const tick = async (page, ...names) => {
  for (const name of names) await page.locator(`main [name="${name}"]`).check();
};

/** Formal review with one complete notice, the supplement, both demand reviews, recheck; the number of the agreement. */
export async function review(walk, number) {
  const office = 'authority-reviewer';
  const ask = await walk.command(office, number, 'ask-supplement');
  // Everything that is missing at once, or nothing.
  await press(ask, await heading(ask));
  assert.match(await ask.title(), /^错误：/);
  refused(ask);
  await walk.seen(ask, office);
  await tick(ask, 'missing-credit-report', 'missing-application-plan');
  await fill(ask, { explain: '信用报告请提供完整版本，并补充应用方案。' });
  await done(walk, ask, office);

  const waiting = await walk.open('organisation', `/cases/${number}`);
  assert.match(await main(waiting), /仅因材料不全不会被拒绝/);
  assert.doesNotMatch(await main(waiting), /提出人/, 'who applies is an applicant');
  const supply = await walk.command('organisation', number, 'supplement');
  await supply.setInputFiles('[name="file-credit-report"]', PDF);
  await press(supply, await heading(supply));
  assert.match(await supply.title(), /^错误：/, 'both are asked for');
  refused(supply);
  await walk.seen(supply, 'organisation');
  for (const name of ['file-credit-report', 'file-application-plan']) await supply.setInputFiles(`[name="${name}"]`, PDF);
  // A paper supplied late says its day like the first one (C5).
  await fill(supply, { 'file-credit-report.issued': day(-3) });
  await done(walk, supply, 'organisation');
  await done(walk, await walk.command(office, number, 'pass-formal'), office);

  // Each publisher sees its own lines alone, and proposes the blanks with its opinion.
  const first = await walk.command('reviewer', number, 'answer');
  assert.doesNotMatch(await main(first), /逐日降水/);
  await fill(first, { 'verdict-1': 'agree', ...proposal('6') });
  await done(walk, first, 'reviewer');
  const second = await walk.command('second-reviewer', number, 'answer');
  assert.doesNotMatch(await main(second), /公共停车场泊位动态/);
  await fill(second, { 'verdict-2': 'agree', 'verdict-3': 'refuse', ...proposal('12') });
  await press(second, await heading(second));
  assert.match(await second.title(), /^错误：/, 'a refusal needs basis and reason');
  refused(second);
  await walk.seen(second, 'second-reviewer');
  await fill(second, { 'reason-3': REASON });
  const basis = second.locator('main [name="basis-3"]');
  if ((await basis.first().evaluate((one) => one.localName)) === 'select') await basis.selectOption({ index: 1 });
  else await basis.first().check();
  await press(second, '预览通知');
  await walk.seen(second, 'second-reviewer');
  assert.match(await second.locator('.case-preview').innerText(), new RegExp(REASON.slice(0, 12)));
  // What was looked at is sent by a button that says so.
  await press(second, '确认并发出');
  assert.match(pathOf(second), /^\/cases\/SQ-[\d-]+$/, await main(second));
  await walk.seen(second, 'second-reviewer');

  // Another person than the one of the formal review; the opinions of both publishers stand side by side.
  const recheck = await walk.command('authority-2', number, 'recheck');
  assert.match(await main(recheck), new RegExp(REASON.slice(0, 12)));
  await fill(recheck, { 'verdict-1': 'agree', 'verdict-2': 'agree', term: '6', term_unit: 'months' });
  await done(walk, recheck, 'authority-2');
  const told = await walk.open('organisation', `/cases/${number}`);
  const text = await main(told);
  assert.match(text, new RegExp(REASON.slice(0, 12)), 'the refusal is read with its reason');
  return /XY-\d{8}-\d{4}/.exec(text)[0];
}

/** The blanks a publisher proposes; they differ in the term. */
const proposal = (months) => ({
  launch_within: '30', launch_within_unit: 'days', term: months, term_unit: 'months',
  termination_notice: '15', termination_notice_unit: 'days', destroy_within: '30', destroy_within_unit: 'days',
  destroy_mode: 'own', use_scope: '停车诱导', security_measures: '专网访问，专人管理',
});

/** Blanks settled and confirmed by the authority, signed by who may, verified by anybody. */
export async function sign(walk, number) {
  const office = 'authority-reviewer';
  // A blank is empty: the button is there and disabled, with what is missing (S13).
  const early = await walk.command('organisation', number, 'sign');
  const waiting = early.locator('main button', { hasText: '同意本协议并保存' });
  assert.ok(await waiting.isDisabled(), 'nothing is signed while a blank is empty');
  assert.match(await main(early), /甲方授权代表（由浙江省数据局（示例）填写）/);
  const settle = await walk.command(office, number, 'fill');
  assert.equal(await settle.inputValue('[name=term]'), '6', 'what the recheck settled');
  assert.equal(await settle.inputValue('[name=destroy_within]'), '30', 'what both publishers proposed');
  await fill(settle, { build_months: '3', rep_a: '赵六' });
  await done(walk, settle, office);
  await done(walk, await walk.command(office, number, 'confirm'), office);

  const handler = await walk.open('handler', `/cases/${number}`);
  assert.equal(await handler.locator('.decisions a[href*="/do/sign"]').count(), 0, '经办 signs nothing');
  const page = await walk.command('organisation', number, 'sign');
  const button = page.locator('main button[type=submit]');
  assert.equal((await button.last().innerText()).trim(), '同意本协议并保存');
  await follow(page, button.last());
  assert.match(await page.title(), /^错误：/);
  refused(page);
  await walk.seen(page, 'organisation');
  await tick(page, 'ticked');
  await fill(page, { name: '李四', password: walk.browser.portal.accounts.organisation.password });
  await press(page, '同意本协议并保存');
  assert.match(await main(page), /协议已生效/);
  await walk.seen(page, 'organisation');
  await walk.open('organisation', `/cases/${number}/agreement`);

  const file = await page.request.get(new URL(`/cases/${number}/agreement.txt`, walk.browser.base).href);
  const [hash] = /[0-9a-f]{64}/.exec(await main(page));
  const verify = await walk.open(undefined, '/verify');
  await fill(verify, { number, sha256: hash });
  await press(verify, '验证');
  assert.match(await main(verify), /示例科技有限公司/);
  await walk.seen(verify, undefined);
  const other = await walk.open(undefined, '/verify');
  await other.setInputFiles('main input[type=file]', { name: 'agreement.txt', mimeType: 'text/plain', buffer: await file.body() });
  await press(other, '验证文件');
  assert.match(await main(other), /示例科技有限公司/);
}

/** What was opened, and nothing else: the file, the key, the interface, the log of both sides. */
export async function deliver(walk, number) {
  const page = await walk.open('organisation', '/my/access');
  const card = page.locator('.access-card', { hasText: number });
  assert.equal(await card.count(), 2, 'the refused line opens nothing');
  const link = card.filter({ hasText: '逐日降水' }).locator('a[download]', { hasText: 'CSV' }).first();
  const taken = await page.request.get(new URL(await link.getAttribute('href'), walk.browser.base).href);
  assert.equal(taken.status(), 200);
  assert.equal(taken.headers()['x-agreement'], number);
  const [head] = (await taken.text()).replace('\ufeff', '').split(/\r?\n/);
  assert.equal(head, 'station,day,rain', 'the approved items alone');

  const keys = await walk.open('organisation', '/my/keys');
  await fill(keys, { agreement: number, label: '停车通', password: walk.browser.portal.accounts.organisation.password });
  await press(keys, '生成');
  const [key] = /odk_[\w-]+/.exec(await main(keys));
  assert.match(await main(keys), /只显示一次/);
  const bearer = { headers: { authorization: `Bearer ${key}` } };
  const all = await (await walk.browser.fetch('/api/v1/entitlements', bearer)).json();
  assert.equal(all.length, 1, 'a key opens what its agreement gives by the interface');
  const [open] = all;
  const rows = await walk.browser.fetch(`/api/v1/entitlements/${open.id}/rows?limit=2`, bearer);
  assert.equal(rows.status, 200);
  assert.doesNotMatch(await rows.text(), /gate/, 'an item that was not approved does not exist');
  assert.equal((await walk.browser.fetch(`/api/v1/entitlements/${open.id}/rows`)).status, 401, 'no key, no data');

  const log = await walk.open('organisation', `/my/access/${open.id}/log`);
  assert.ok((await log.locator('main tbody tr').count()) >= 1);
  for (const as of ['reviewer', 'authority-reviewer']) {
    const desk = await walk.open(as, '/admin/deliveries');
    await follow(desk, desk.locator('main a[href*="/admin/deliveries/"]').first());
    await walk.seen(desk, as);
  }
}
