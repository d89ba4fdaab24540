// What holds for every page: in both languages on phone and desktop; in Chinese also at 320 px, in the dark and without JavaScript.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible, expectNoOverflow, expectSilent, inLanguage, VIEWS } from './browser.mjs';

const LANGUAGES = { zh: 'zh-CN', en: 'en' };
const EVERY_RULE = null;
// Structure is the same in the dark: only what has to do with colours can differ.
const COLOURS = ['color-contrast', 'link-in-text-block'];
// How a page that was opened once is looked at, and by which rules of axe. Colours, the narrowest screen and life without scripts do not
// depend on the language; the length of words does.
const LOOKS = {
  zh: [['desktop', EVERY_RULE], ['dark', COLOURS], ['phone', EVERY_RULE], ['narrow', []]],
  en: [['desktop', []], ['phone', EVERY_RULE]],
};
const SHOTS = process.env.SHOTS;

/**
 * One test for each page of pages.json and language. An entry is a path, or `{ "path": …, "status": … }`, or
 * `{ "on": path, "link": selector, "then": suffix }`: what the first such link on that page leads to. `"as": role` opens it in a session
 * of the demonstration. These tests only read, so several run at once.
 */
export function pageTests() {
  const entries = JSON.parse(readFileSync(new URL('../pages.json', import.meta.url), 'utf8'));
  const tests = [];
  for (const entry of entries) {
    const found = typeof entry === 'string' ? { path: entry } : entry;
    const { on, link, then = '', status = 200, as } = found;
    const label = (found.path ?? `${on} → ${link}${then && ` → ${then}`}`) + (as ? ` as ${as}` : '');
    let resolved;
    const path = (browser) => (resolved ??= found.path ?? followed(browser, on, link, then, as));
    for (const language of Object.keys(LANGUAGES)) {
      tests.push({
        name: `${label} ${language}`,
        run: async (browser) => look(browser, { path: await path(browser), label, status, language, as }),
      });
    }
  }
  return tests;
}

async function followed(browser, on, link, then, as) {
  const page = await browser.open(on, { view: 'nojs', as });
  const href = await page.locator(link).first().getAttribute('href', { timeout: 5000 });
  await page.close();
  return new URL(href, browser.base).pathname + then;
}

async function look(browser, { path, label, status, language, as }) {
  // All that is wrong with a page at once, not the first thing only.
  const wrong = [];
  const check = async (view, expectation) => {
    try {
      await expectation();
    } catch (error) {
      wrong.push(`${view}: ${error.message}`);
    }
  };
  const whole = async (page, view) => {
    await check(view, async () => assert.equal(await page.getAttribute('html', 'lang'), LANGUAGES[language], 'language'));
    await check(view, async () => assert.ok((await page.title()).trim().length > 0, 'a page has a title'));
    await check(view, async () => assert.equal(await page.locator('h1').count(), 1, 'a page has one h1'));
    await check(view, async () => assert.equal(await page.locator('main').count(), 1, 'a page has one main'));
  };
  const page = await browser.open(inLanguage(path, language), { view: LOOKS[language][0][0], status, as });
  await whole(page, 'with scripts');
  for (const [view, rules] of LOOKS[language]) {
    await page.setViewportSize(VIEWS[view].viewport);
    await page.emulateMedia({ colorScheme: VIEWS[view].colorScheme ?? 'light' });
    await check(view, () => expectNoOverflow(page));
    if (rules === EVERY_RULE || rules.length > 0) await check(view, () => expectAccessible(page, rules));
    if (SHOTS && ['phone', 'desktop'].includes(view)) await shot(page, label, language, view);
  }
  await check('with scripts', () => expectSilent(page));
  await page.close();
  if (language === 'zh') {
    const plain = await browser.open(path, { view: 'nojs', status, as });
    await whole(plain, 'without scripts');
    await check('without scripts', () => expectNoOverflow(plain));
    await check('without scripts', () => expectSilent(plain));
    await plain.close();
  }
  assert.ok(wrong.length === 0, wrong.join('\n'));
}

async function shot(page, label, language, view) {
  mkdirSync(SHOTS, { recursive: true });
  const name = label.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'home';
  await page.screenshot({ path: join(SHOTS, `${name.slice(0, 80)}.${language}.${view}.png`), fullPage: true });
}
