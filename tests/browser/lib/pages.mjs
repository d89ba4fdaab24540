// What holds for every page: in both languages on phone and desktop; in Chinese also at 320 px, in the dark and without JavaScript.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible, expectNoOverflow, expectSilent, inLanguage } from './browser.mjs';

const LANGUAGES = { zh: 'zh-CN', en: 'en' };
// Colours, the narrowest screen and life without scripts do not depend on the language; the length of words does.
const VIEWS = { zh: ['phone', 'narrow', 'desktop', 'dark', 'nojs'], en: ['phone', 'desktop'] };
const SHOTS = process.env.SHOTS;

/**
 * One test for each page of pages.json, language and view. An entry is a path, or `{ "path": …, "status": … }`, or
 * `{ "on": path, "link": selector, "then": suffix }`: what the first such link on that page leads to. `"as": role` opens it in a session
 * of the demonstration.
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
      for (const view of VIEWS[language]) {
        tests.push({
          name: `${label} ${language} ${view}`,
          run: async (browser) => look(browser, { path: await path(browser), label, status, language, view, as }),
        });
      }
    }
  }
  return tests;
}

async function followed(browser, on, link, then, as) {
  const page = await browser.open(on, { view: 'nojs', as });
  const href = await page.locator(link).first().getAttribute('href', { timeout: 5000 });
  return new URL(href, browser.base).pathname + then;
}

async function look(browser, { path, label, status, language, view, as }) {
  const page = await browser.open(inLanguage(path, language), { view, status, as });
  // All that is wrong with a page at once, not the first thing only.
  const wrong = [];
  const check = async (expectation) => {
    try {
      await expectation();
    } catch (error) {
      wrong.push(error.message);
    }
  };
  await check(async () => assert.equal(await page.getAttribute('html', 'lang'), LANGUAGES[language], 'language'));
  await check(async () => assert.ok((await page.title()).trim().length > 0, 'a page has a title'));
  await check(async () => assert.equal(await page.locator('h1').count(), 1, 'a page has one h1'));
  await check(async () => assert.equal(await page.locator('main').count(), 1, 'a page has one main'));
  await check(() => expectNoOverflow(page));
  if (view !== 'narrow' && view !== 'nojs') await check(() => expectAccessible(page));
  if (SHOTS && ['phone', 'desktop'].includes(view)) await shot(page, label, language, view);
  await check(() => expectSilent(page));
  assert.ok(wrong.length === 0, wrong.join('\n'));
}

async function shot(page, label, language, view) {
  mkdirSync(SHOTS, { recursive: true });
  const name = label.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'home';
  await page.screenshot({ path: join(SHOTS, `${name.slice(0, 80)}.${language}.${view}.png`), fullPage: true });
}
