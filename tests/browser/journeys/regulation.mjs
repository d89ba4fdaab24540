// A rule changes: the reply to complaints is owed in 10 working days instead of 15. Drafted with a reason, looked at, and given up again.
import assert from 'node:assert/strict';
import { expectSilent } from '../lib/browser.mjs';
import { expectSound, heading, main, press } from '../lib/complaint.mjs';

const KEY = 'complaint.reply.period.working_days';

export default {
  async 'R-148 S30 a draft shows what it changes for whom, without scripts'(browser) {
    const as = 'data-office';
    const page = await browser.open(`/admin/profiles/zhejiang/edit?key=${KEY}`, { as, view: 'nojs' });
    // Reason and article are asked for: what is missing is said, and what was typed stays.
    await page.fill('#value', '10');
    await press(page, '');
    assert.match(await page.title(), /^错误：/);
    assert.equal(await page.inputValue('#value'), '10');
    page.faults = page.faults.filter((fault) => !fault.includes('422'));
    await page.fill('#reason', '答复应当更快');
    await page.fill('#article', 'YN-Art.57');
    await press(page, '');
    const draft = new URL(page.url()).pathname;
    assert.match(draft, /^\/admin\/profile-drafts\//);
    const shown = await main(page);
    assert.ok(shown.includes(KEY) && shown.includes('答复应当更快'), shown);
    await page.fill('[name=trial]', '2026-12-29');
    await press(page, '试算');
    assert.match(await main(page), /暂定/, 'a period over the turn of the year rests on a year that is not announced');
    expectSilent(page);
    await expectSound(browser, as, draft);

    await page.locator('main form:has(input[value=discard]) button, main button[value=discard]').first().click();
    assert.ok((await heading(page)).length > 0);
    const profile = await browser.open('/admin/profiles/zhejiang', { as, view: 'nojs' });
    assert.ok(!(await main(profile)).includes('答复应当更快'), 'nothing of it holds');
    expectSilent(profile);
  },
};
