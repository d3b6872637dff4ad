// @ts-check
/**
 * The app in other engines than Chromium, `npm run test:engines`: what a lesson needs, from first run to a backup that another device takes
 * in. Installs nothing; an engine that is not on this machine is skipped with what it would need.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildIfStale } from '../../scripts/build.mjs';
import { Page } from './page.mjs';
import { otherEngines } from './sessions.mjs';
import { COMPLAINTS, serveWatched } from './site.mjs';
import { pause, until } from './until.mjs';

const TEACHERS = ['Name\tSubject', 'Chen Jing\tMathematics', 'Li Wei\tEnglish'].join('\n');

buildIfStale();

for (const engine of otherEngines()) {
  describe(engine.name, { skip: engine.missing ?? false }, () => {
    /** @type {string[]} */
    const folders = [];
    /** @type {import('./sessions.mjs').Session[]} */
    const sessions = [];
    /** @type {Awaited<ReturnType<typeof serveWatched>>} */
    let server;
    /** @type {Page} */
    let page;

    const newFolder = () => {
      const folder = mkdtempSync(join(tmpdir(), 'guanke-engines-'));
      folders.push(folder);
      return folder;
    };

    /** Ends the device that is open and takes another one, without a record. */
    async function newDevice() {
      for (const session of sessions.splice(0)) await session.end();
      const folder = newFolder();
      const session = await engine.start(folder);
      sessions.push(session);
      page = new Page(session);
      await page.send('WebDriver:SetTimeouts', { script: 60_000, pageLoad: 60_000, implicit: 0 });
      await page.send('WebDriver:SetWindowRect', { width: 1180, height: 820 });
      await page.open(server.url);
      return { folder, version: session.version };
    }

    async function expectNoComplaints() {
      const complaints = await page.run((key) => {
        const all = localStorage.getItem(key);
        localStorage.removeItem(key);
        return all;
      }, COMPLAINTS);
      assert.equal(complaints, null);
    }

    /** @type {string} */
    let folder;
    before(async () => {
      server = await serveWatched(newFolder());
      const device = await newDevice();
      ({ folder } = device);
      console.log(device.version);
    });

    after(async () => {
      for (const session of sessions) await session.end();
      await server.close();
      for (const each of folders) rmSync(each, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    });

    test('a lesson: set up, observed, reloaded in the middle with nothing lost, scored, sealed, on the growth page', async () => {
      await setUpSchool(page);
      await beginLesson(page, 'Chen Jing');
      await addNote(page, 'Shares the goal as a question');
      await page.click('button', 'Introduction');
      await page.fill('textbox', 'Note', 'Half a sentence', { exact: true });
      await page.sees('Saved');
      await page.reload();
      const note = await page.find('textbox', 'Note', { exact: true });
      const valueOf = (/** @type {any} */ field) => field.value;
      await until('the half sentence', async () => (await page.run(valueOf, note)) === 'Half a sentence');
      await page.sees('Shares the goal as a question');
      await page.find('button', 'Pause');
      await page.click('button', 'Add note');
      await page.click('button', 'Score now');
      await page.click('radio', 'Strong', { within: await page.find('radiogroup', 'Goals clear to pupils') });
      await page.click('radio', 'Secure', { within: await page.find('radiogroup', 'A usable lesson plan') });
      await page.sees('2 of 12 scored');
      await page.click('button', 'Finish', { exact: true });
      await page.fill('textbox', 'Strengths', 'The goal is a question that pupils care about');
      await page.click('button', 'Finish and seal');
      await page.click('button', 'Seal with these gaps');
      await page.ready('lesson');
      await page.sees('The goal is a question that pupils care about');
      await page.sees('10 not scored, not counted as zero');
      await page.click('link', 'Growth page of Chen Jing');
      await page.ready('teacher');
      await page.sees('Not enough to say');
      await expectNoComplaints();
    });

    test('two windows: one writes, the other shows it and takes over with nothing lost', async () => {
      await page.goTo('#/', 'today');
      await beginLesson(page, 'Li Wei');
      await addNote(page, 'Written in the first');
      const address = await page.run(() => location.href);
      const first = await page.send('WebDriver:GetWindowHandle');
      const { handle: second } = await page.send('WebDriver:NewWindow', { type: 'window' });
      const turnTo = (/** @type {string} */ handle) => page.send('WebDriver:SwitchToWindow', { handle });
      await turnTo(second);
      await page.open(address);
      await page.sees('This draft is open in another tab');
      await page.sees('Written in the first');
      await page.click('button', 'Continue here');
      await addNote(page, 'Written in the second');
      await page.sees('Saved');
      await turnTo(first);
      await page.sees('Written in the second');
      await page.sees('This draft is open in another tab');
      await turnTo(second);
      await page.send('WebDriver:CloseWindow');
      await turnTo(first);
      await page.click('button', 'Continue here');
      await addNote(page, 'And on in the first');
      await page.sees('Saved');
      await expectNoComplaints();
    });

    test('without the server the app starts and every record is there', async () => {
      await page.goTo('#/settings', 'settings');
      await page.sees('Ready: everything is on this device');
      const { port } = server;
      await server.close();
      await page.open('about:blank');
      await page.open(`${server.url}#/`);
      await page.find('button', 'Start observing');
      await page.sees('Li Wei');
      await page.goTo('#/groups', 'groups');
      server = await serveWatched(newFolder(), port);
      await expectNoComplaints();
    });

    test(
      'where no safety copy can be kept, Settings says so',
      { skip: engine.keepsFiles && 'it keeps one' },
      async () => {
        await page.goTo('#/settings', 'settings');
        await page.sees('Not available in this browser');
        await expectNoComplaints();
      },
    );

    test(
      'a lost database comes back from the safety copy',
      { skip: !engine.keepsFiles && 'a driven window has no private files' },
      async () => {
        await page.goTo('#/settings', 'settings');
        await page.sees('Up to date');
        // Gathered changes are written within two seconds.
        await pause(4000);
        const counts = await page.counts();
        await page.open(`${server.url}favicon.svg`);
        await page.wait(loseDatabases);
        await page.open(server.url);
        await page.sees('Your records are in a safety copy');
        await page.click('button', 'Bring them back');
        await page.find('button', 'Start observing');
        assert.deepEqual(await page.counts(), counts);
        await expectNoComplaints();
      },
    );

    test('a backup is saved, and a new device takes all of it in', async () => {
      await page.goTo('#/settings', 'settings');
      const counts = await page.counts();
      await page.click('button', 'Back up everything');
      await page.click('button', 'Save file');
      const file = await until('the saved file', () => Promise.resolve(savedIn(folder)));
      await expectNoComplaints();
      ({ folder } = await newDevice());
      await page.click('button', 'Restore from a backup');
      await page.fill('file', '', file);
      await page.sees('Choose who uses this device');
      await page.click('button', 'Wang Fang', { exact: true });
      await page.click('button', 'Join as Wang Fang');
      await page.find('button', 'Start observing');
      assert.deepEqual(await page.counts(), counts);
      await page.sees('Chen Jing');
      await expectNoComplaints();
    });

    test('the sample school: figures come from the worker, a growth line is drawn, the language changes', async () => {
      await newDevice();
      await page.click('button', 'Explore a sample school');
      await page.find('button', 'Start observing');
      await page.goTo('#/groups/school?view=observers', 'group');
      await page.find('table', 'Observers, in the order of the roster');
      await page.goTo('#/', 'today');
      await page.goTo('#/groups/school?view=sure', 'group');
      await page.sees('From your school’s own records');
      await page.goTo('#/teachers', 'teachers');
      const id = await page.wait(teacherOfNewestRating);
      await page.goTo(`#/teachers/${encodeURIComponent(id)}`, 'teacher');
      await page.sees('95% sure');
      await page.goTo('#/settings', 'settings');
      await page.click('radio', '繁體中文');
      await page.sees('語言');
      await page.goTo('#/lessons', 'lessons');
      await page.sees('公開');
      await expectNoComplaints();
    });
  });
}

/** @param {Page} page */
async function setUpSchool(page) {
  await page.click('button', 'Set up my school');
  await page.fill('textbox', 'School name', 'Riverside School');
  await page.click('button', 'Next');
  await page.sees('Semesters');
  await page.click('button', 'Next');
  await page.fill('textbox', 'Your name', 'Wang Fang');
  await page.click('button', 'Next');
  await page.set('textbox', 'List of teachers', TEACHERS);
  await page.click('button', 'Finish', { exact: true });
  await page.find('button', 'Start observing');
}

/**
 * From Today into a running lesson.
 * @param {Page} page
 * @param {string} teacher
 */
async function beginLesson(page, teacher) {
  await page.click('button', 'Start observing');
  await page.fill('combobox', 'Teacher', teacher, { exact: true });
  await page.click('option', teacher);
  await page.set('combobox', 'Rubric', 'New-teacher basics');
  await page.click('button', 'Begin', { exact: true });
}

/**
 * @param {Page} page
 * @param {string} text
 */
async function addNote(page, text) {
  const enabled = (/** @type {any} */ field) => !field.disabled;
  const field = await page.find('textbox', 'Note', { exact: true });
  await until('the field for notes', () => page.run(enabled, field));
  await page.fill('textbox', 'Note', text, { exact: true });
  await page.click('button', 'Add note');
  await page.sees(text);
}

/**
 * @param {string} folder
 * @returns {string | null} the backup that lies in it, once it is all there
 */
function savedIn(folder) {
  const places = [join(folder, 'saved'), folder, join(folder, 'Downloads')];
  const files = places.flatMap((place) => namesIn(place).map((name) => join(place, name)));
  if (files.some((file) => /\.(part|wkdownload)$/.test(file))) return null;
  return files.find((file) => /\.guanke(\.gz)?$/.test(file) && statSync(file).size > 0) ?? null;
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** In the page. */
async function loseDatabases() {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(String(name));
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
  }
}

/**
 * In the page.
 * @returns {Promise<string>}
 */
function teacherOfNewestRating() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('guanke-sample');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const all = db.transaction('ratings').objectStore('ratings').getAll();
      all.onsuccess = () => {
        db.close();
        resolve(all.result.at(-1).teacher);
      };
    };
  });
}
