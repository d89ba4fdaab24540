#!/usr/bin/env node
// The portal in Chromium: every page of pages.json by the same rules, then the journeys.
//
//   node tests/browser/run.mjs [WORD…] [-WORD…]   only tests whose name holds one of the words, none that holds one with a dash
//   BASE_URL=http://127.0.0.1:3000         a portal that runs already; else PORTAL_BIN is started with a data folder
//                                          of its own, filled by the commands of seed.json
//   SHOTS=folder                           keeps a screenshot of every page, phone and desktop, both languages
//   CHROMIUM=/usr/bin/chromium             another browser; by default chromium-headless-shell or chromium
//   WORKERS=2                              how many pages are looked at at once; by default as many as there are cores
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Browser } from './lib/browser.mjs';
import { pageTests } from './lib/pages.mjs';
import { startPortal } from './lib/portal.mjs';

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const without = process.argv.slice(2).filter((word) => word.startsWith('-')).map((word) => word.slice(1));
const wanted = ({ name }) =>
  (words.length === 0 || words.some((word) => name.includes(word))) && !without.some((word) => name.includes(word));
const workers = Number(process.env.WORKERS ?? availableParallelism());
const portal = await startPortal();
let passed = 0;
const failures = [];
try {
  // Whoever only reads is in nobody's way; what people do comes after it, one by one.
  const pages = pageTests().filter(wanted);
  await Promise.all(Array.from({ length: workers }, () => browse((browser) => all(browser, pages, (browser) => browser.closeTabs()))));
  const journeys = (await journeyTests()).filter(wanted);
  await browse((browser) => all(browser, journeys, (browser) => browser.closePages()));
} finally {
  await portal.stop();
}
if (failures.length > 0) console.log(`\nfailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 || passed === 0 ? 1 : 0);

/** Runs something with a Chromium of its own. */
async function browse(something) {
  const browser = await Browser.launch(portal.url);
  browser.portal = portal;
  try {
    await something(browser);
  } finally {
    await browser.close();
  }
}

/** Runs the tests that nobody else has begun. */
async function all(browser, tests, tidy) {
  for (let test = tests.shift(); test; test = tests.shift()) {
    const started = Date.now();
    try {
      await test.run(browser);
      passed += 1;
      if (process.stdout.isTTY || process.env.VERBOSE) console.log(`ok    ${test.name} (${Date.now() - started} ms)`);
    } catch (error) {
      failures.push(test.name);
      console.log(`FAIL  ${test.name}\n${indent(error)}`);
    } finally {
      await tidy(browser);
    }
  }
}

async function journeyTests() {
  const tests = [];
  const folder = new URL('journeys/', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.mjs')).sort()) {
    const { default: steps } = await import(new URL(file, folder));
    for (const [name, run] of Object.entries(steps)) tests.push({ name: `${file.replace('.mjs', '')}: ${name}`, run });
  }
  return tests;
}

function indent(error) {
  const text = error.name === 'AssertionError' || error.name === 'Fault' ? error.message : (error.stack ?? String(error));
  return text.replace(/^/gm, '      ');
}
