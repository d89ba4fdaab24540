// The steps of an application for restricted data, each as the person who does it: with and without scripts the same forms.
import assert from 'node:assert/strict';
import { islandsRun } from './browser.mjs';

export const PARKING = '示例：公共停车场泊位动态';
export const RAIN = '示例：逐日降水';
export const PDF = { name: '证明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a paper of the application') };
/** At least as long as a reason has to be. */
export const REASON = '申请的数据项超出停车诱导所需的范围，站点最高气温与所述用途没有关系，请缩小范围后另行申请。';

export const main = (page) => page.locator('main').innerText();
export const heading = async (page) => (await page.locator('h1').innerText()).trim();
export const pathOf = (page) => new URL(page.url()).pathname.replace(/^\/en(?=\/)/, '');

/** The date in Shanghai so many days from now, as forms take it. */
export const day = (days) => new Date(Date.now() + 8 * 3600e3 + days * 864e5).toISOString().slice(0, 10);

/** Presses a button of the page by its words, and waits for the answer. */
export const press = (page, words, within = 'main') =>
  follow(page, page.locator(`${within} button[type=submit]`, { hasText: words }).first());

/**
 * Clicks what leads to another page and waits until that one is loaded and its islands run. (`waitForLoadState` would be content with
 * the page that is being left: a script may send the form a moment later.)
 */
export async function follow(page, link) {
  const loaded = page.waitForEvent('load');
  await link.click();
  await loaded;
  await islandsRun(page);
  return page;
}

/** A page that was refused on purpose: Chromium reports it, and that was meant. */
export function refused(page) {
  page.faults = page.faults.filter((fault) => !fault.includes('422'));
}

/** Fills fields by name: text, choice or, with an array, boxes. */
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]:not([type=hidden])`);
    const kind = await field.first().evaluate((one) => (one.localName === 'select' ? 'select' : one.type));
    if (kind === 'select') await field.selectOption(value);
    else if (kind === 'radio' || kind === 'checkbox') {
      for (const one of [value].flat()) await page.locator(`main [name="${name}"][value="${one}"]`).check();
    } else await field.fill(value);
  }
}

/** One person of the procedure in one way of looking. */
export class Walker {
  /** `look(page)` is told every page somebody stands on. */
  constructor(browser, view, look) {
    Object.assign(this, { browser, view, look });
  }

  async open(as, path, options = {}) {
    const page = await this.browser.open(path, { as, view: this.view, ...options });
    await this.look(page, as);
    return page;
  }

  async seen(page, as) {
    await this.look(page, as);
    return page;
  }

  /** Opens a command of a case, from its page. */
  async command(as, number, code) {
    const page = await this.open(as, `/cases/${number}`);
    await follow(page, page.locator(`.decisions a[href*="/do/${code}"]`).first());
    return this.seen(page, as);
  }
}

/** 受理时间 of the authority from today on, announced; nothing where one is open already. */
export async function announceWindow(walk) {
  const page = await walk.open('authority-reviewer', '/admin/windows');
  if ((await main(page)).includes('正在受理')) return;
  await fill(page, { first: day(0), last: day(40) });
  await press(page, '起草受理时间');
  await walk.seen(page, 'authority-reviewer');
  assert.match(await page.inputValue('[name=body]'), /起至/, 'the announcement is drafted with the dates');
  await press(page, '公布公告并生效');
  await walk.seen(page, 'authority-reviewer');
  assert.match(await main(page), /正在受理/);
}

/** The publisher's conditions and ways of delivery for a dataset; its code. */
export async function publishConditions(walk, as, title) {
  const page = await walk.open(as, '/admin/catalogue');
  const row = page.locator('main tr', { hasText: title });
  const code = (await row.locator('a').first().getAttribute('href')).split('/').pop();
  if ((await row.innerText()).includes('第 1 版')) return code;
  await follow(page, row.locator('a[href$="/conditions"]'));
  await walk.seen(page, as);
  await fill(page, { modes: ['api', 'file'], 'conditions.0.zh': '具有相应的服务运营经验，能够说明数据的保护措施。' });
  await press(page, '公布');
  assert.equal(pathOf(page), '/admin/catalogue', await main(page));
  return code;
}

/** A new draft for the first of the restricted datasets; its address. */
export async function beginDraft(browser) {
  const found = await browser.open(`/data?q=${encodeURIComponent(PARKING)}&access_rights=RESTRICTED`);
  const link = await found.locator('#results article h2 a').first().getAttribute('href');
  const page = await browser.open(`/apply/new?dataset=${link.split('/').pop()}`, { as: 'organisation' });
  await page.locator('input[name=how][value=new]').check({ timeout: 2000 }).catch(() => {});
  await press(page, '开始填写');
  return pathOf(page);
}

/** A whole application for two datasets; the number of its case. */
export async function apply(walk, [parking, rain], name) {
  const as = 'organisation';
  const procedure = await walk.open(as, `/apply?dataset=${parking}`);
  assert.match(await main(procedure), /规范性审查[\s\S]*需求审核[\s\S]*需求复核/);
  await walk.open(as, `/apply/check?dataset=${parking}`);
  const page = await walk.open(as, `/apply/new?dataset=${parking}`);
  await page.locator('input[name=how][value=new]').check().catch(() => {});
  await press(page, '开始填写');
  const draft = pathOf(page);
  assert.match(draft, /^\/apply\/[^/]+$/);
  await walk.seen(page, as);
  const go = async (path) => {
    await page.goto(new URL(draft + path, walk.browser.base).href);
    await islandsRun(page);
    return walk.seen(page, as);
  };
  const next = () => press(page, '保存并继续');

  await go('/applicant');
  assert.match(await main(page), /示例科技有限公司[\s\S]*91520100MA6FAKE18H/, 'known facts are shown, not asked');
  await go('/contact');
  await fill(page, { contact_name: '' });
  await next();
  assert.match(await page.title(), /^错误：/, 'every fault at once, and what was typed stays');
  refused(page);
  await walk.seen(page, as);
  await fill(page, { contact_name: '王五', contact_phone: '0571-87051234', contact_address: '杭州市西湖区文三路1号' });
  await next();

  await go('/service');
  await fill(page, {
    service_name: name, theme: 'TRANSPORT',
    'scenarios.0.usage': '接口调用', 'scenarios.0.scope': '杭州市', 'scenarios.0.scene': '停车诱导',
  });
  await next();
  await fill(page, { service_scope: '面向公众的停车诱导', user_count: '１２０００', concurrency: '200', response_time: '1秒内' });
  await walk.seen(page, as);
  await next();
  await fill(page, { social_benefit: '减少寻找车位的时间和由此产生的拥堵。', economic_benefit: '提高车位周转率，节约燃料。' });
  await walk.seen(page, as);
  await next();
  await fill(page, {
    feedback_plan: '每半年反馈使用情况，发现的问题及时反馈。',
    'return_items.0.name': '车位纠错', 'return_items.0.items': '停车场、泊位数',
    'return_items.0.frequency': '每月', 'return_items.0.method': '接口', feedback_dimensions: '调用次数',
  });
  await walk.seen(page, as);
  await next();
  await fill(page, {
    system_name: `${name}平台`, datacentre_address: '杭州市滨江区江南大道1号', mlps_level: '2', mlps_filing_no: '33010099999-20001',
  });
  await walk.seen(page, as);
  await next();

  await go('/lines/add?q=降水');
  await follow(page, page.locator('.apply-found li', { hasText: RAIN }).locator('button'));
  await line(page, 1, ['station', 'day', 'rain'], 'file', '降水影响停车需求，用于预测');
  await walk.seen(page, as);
  await next();
  // The same data once more in another way: a line of its own, decided on its own.
  await go('/lines/add?q=降水');
  await follow(page, page.locator('.apply-found li', { hasText: RAIN }).locator('button'));
  await line(page, 2, ['station', 'day', 'high'], 'api', '最高气温用于页面展示');
  await next();
  await go('/lines/1');
  await line(page, 0, ['lot', 'day', 'spaces', 'free'], 'api', '停车诱导需要每个停车场的空余泊位');
  await next();
  await walk.seen(page, as);
  assert.match(await main(page), /涉及 2 个开放主体[\s\S]*浙江省交通运输厅（示例）[\s\S]*浙江省气象局（示例）/);

  // Nothing but the papers is missing: the list says so, and submitting waits.
  await go('/check');
  assert.match(await main(page), /还有 \d 项/);
  await go('/papers');
  for (const [slot, dates] of [['mlps-certificate', { valid_until: day(500) }], ['credit-report', { issued: day(-10) }]]) {
    const fields = Object.entries(dates).map(([part, value]) => [`attachments.${slot}.${part}`, value]);
    await page.setInputFiles(`[name="attachments.${slot}"]`, PDF);
    // With scripts it is sent at once, and lies in the slot before its dates are filled in.
    const sent = page.locator('.apply-slot', { has: page.locator(`[id="attachments.${slot}"]`) }).locator('.apply-paper a');
    if (walk.view !== 'nojs') await sent.waitFor();
    await fill(page, Object.fromEntries(fields));
    await follow(page, page.locator(`form:has([name="attachments.${slot}"]) button[type=submit]`));
    assert.equal(await sent.count(), 1, slot);
  }
  await walk.seen(page, as);
  await go('/consent');
  await go('/commitment');
  assert.ok((await page.locator('main ol > li').count()) >= 7, 'seven clauses in full');
  await page.check('[name=commitment]');
  await fill(page, { accountable_head: '李四', seal: 'account' });
  await next();
  await walk.seen(page, as);
  await go('/check');
  await press(page, '提交申请');
  assert.equal(pathOf(page), `${draft}/receipt`, await main(page));
  await walk.seen(page, as);
  const [number] = /SQ-\d{8}-\d{4}/.exec(await main(page));
  return number;
}

/** A line of the demand list. */
async function line(page, at, items, mode, necessity) {
  const name = (field) => `lines.${at}.${field}`;
  await fill(page, { [name('items')]: items, [name('mode')]: mode });
  if (mode === 'api') await fill(page, { [name('volume')]: '1000', [name('volume_unit')]: 'day' });
  await fill(page, { [name('scenario')]: '1', [name('necessity')]: necessity, [name('sensitive')]: 'no' });
}
