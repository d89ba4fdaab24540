// A complaint from filing to its answer: anonymous and without JavaScript on one side, the queue of two offices on the other; what came to
// the counter, a suggestion, the mails that left, and the record of it all.
import assert from 'node:assert/strict';
import { expectAccessible, expectNoOverflow, expectSilent, islandsRun } from '../lib/browser.mjs';
import {
  ANSWER, command, expectSound, expectWhole, file, heading, main, PICTURE, press, receipt, recordOf, track,
} from '../lib/complaint.mjs';
import { mailed } from '../lib/accounts.mjs';

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

    await expectSound(browser, 'person', `/cases/${number}/receipt`, `/cases/${number}/letter`, `/cases/${number}/print`);

    // Everybody whose turn it was, or whom it concerns, got a mail: the number and the link, and nothing of what was written.
    if (browser.portal.mailFolder) {
      const { person, reviewer } = browser.portal.accounts;
      for (const [whom, said] of [[person, '已收到'], [reviewer, '新办件'], [person, '已答复']]) {
        const mail = await mailed(browser.portal.mailFolder, whom.email, number, said);
        assert.match(mail.head, /^Message-ID: <[0-9a-f-]{36}@/m, 'the notice by its id');
        assert.match(mail.text, new RegExp(`/cases/${number}`));
        assert.ok(!mail.text.includes(subject) && !mail.text.includes('张三'), mail.text);
      }
    }
    const rows = await recordOf(browser, number);
    const acts = rows.map((row) => row.entry.action);
    for (const act of ['case.filed', 'case.routed', 'case.accepted', 'case.answered']) assert.ok(acts.includes(act), `${act} in ${acts}`);
    expectWhole(browser.portal, rows.at(-1));
  },

  async 'R-127 from the counter, and a suggestion: entered by an official, followed with the code, answered by the authority'(browser) {
    const subject = `窗口来访反映数据打不开 ${Date.now()}`;
    const desk = await browser.open('/admin/counter', { as: 'reviewer', view: 'nojs' });
    await desk.check('input[name=kind][value=TS]');
    await desk.check('input[name=target_kind][value=portal]');
    await desk.fill('#subject', subject);
    await desk.fill('#facts', '来访人说，下载的表格在办事大厅的电脑上打不开，请核实格式。');
    await press(desk, '录入办件');
    // The name is missing, or the wish to have none; the way it came is, too: both are said, and nothing is lost.
    assert.match(await desk.title(), /^错误：/);
    assert.ok((await desk.locator('.error-summary li').count()) >= 2);
    assert.equal(await desk.inputValue('#subject'), subject);
    desk.faults = desk.faults.filter((fault) => !fault.includes('422'));
    await desk.check('input[name=channel][value=counter]');
    await desk.fill('#name', '来访人');
    await desk.setInputFiles('#evidence', PICTURE);
    await press(desk, '录入办件');
    const entered = await receipt(desk, /^TS-\d{8}-\d{4}$/);
    assert.match(await main(desk), /交给来访人/);
    expectSilent(desk);
    const visitor = await track(browser, entered, 'en');
    assert.match(await main(visitor), new RegExp(subject));

    const wish = `建议增加停车场收费标准 ${Date.now()}`;
    const page = await browser.open('/suggestions/new', { view: 'nojs' });
    await page.check('input[name=target_kind][value=portal]');
    await page.fill('#subject', wish);
    await page.fill('#facts', '希望停车场数据里增加收费标准和营业时间两项，方便导航软件使用。');
    await page.check('#anonymous');
    await press(page, '继续');
    assert.equal(await heading(page), '核对并提交');
    await press(page, '提交');
    const suggested = await receipt(page, /^JY-\d{8}-\d{4}$/);
    expectSilent(page);

    const route = await command(browser, 'authority-reviewer', suggested.number, '分办', { view: 'nojs' });
    const own = await route.locator('#to option', { hasText: '数据局（示例）' }).first().getAttribute('value');
    await route.selectOption('#to', own);
    await press(route, '分办');
    const answer = await command(browser, 'authority-reviewer', suggested.number, '答复', { view: 'nojs' });
    await answer.check('input[name=outcome][value=adopted]');
    await answer.fill('#answer', ANSWER);
    await press(answer, '答复');
    const told = await track(browser, suggested);
    assert.match(await main(told), new RegExp(ANSWER.slice(0, 12)));
    assert.match(await main(told), /采纳/);
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
