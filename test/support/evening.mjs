// One evening on Garden Lane, for pictures of the app: four neighbours and what they say.

/** @param {string} view e.g. `contact/FINGERPRINT` */
export async function show(page, view) {
  const [name, ...rest] = view.split('/');
  const hash = `#/${name}${rest.length > 0 ? `/${encodeURIComponent(rest.join('/'))}` : ''}`;
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
}

export async function openChat({ page }, { fingerprint }) {
  await show(page, `contact/${fingerprint}`);
  await page.getByRole('button', { name: 'Message', exact: true }).click();
  await page.getByRole('form', { name: 'Write a sealed message' }).waitFor();
}

async function say({ page }, text) {
  const form = page.getByRole('form', { name: 'Write a sealed message' });
  await form.getByRole('textbox').fill(text);
  await form.getByRole('button', { name: 'Send' }).click();
}

const sees = ({ page }, text) => page.locator('.bubble, .post, .chatrow').getByText(text).first().waitFor();

async function talk(lines) {
  for (const [who, text, readers] of lines) {
    await say(who, text);
    for (const reader of readers) await sees(reader, text);
  }
}

async function post({ page }, text) {
  await show(page, 'square');
  const form = page.getByRole('form', { name: 'Write a public post' });
  await form.getByRole('textbox').fill(text);
  await form.getByRole('button', { name: 'Post' }).click();
  await page.getByRole('button', { name: 'Post for everyone' }).click();
  await page.locator('.post').getByText(text).waitFor();
}

async function nameThem({ page }, { fingerprint }, petname) {
  await show(page, `contact/${fingerprint}`);
  await page.getByRole('button', { name: 'Name you gave' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(petname);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** A lantern over a dark lane, painted by the browser. */
async function lantern({ page }) {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 420];
    const pen = canvas.getContext('2d');
    const sky = pen.createLinearGradient(0, 0, 0, 420);
    for (const [at, colour] of [
      [0, '#1b1446'],
      [0.6, '#6a3f86'],
      [1, '#d98b62'],
    ])
      sky.addColorStop(at, colour);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 420);
    pen.fillStyle = '#150f33';
    for (const [x, y, width] of [
      [0, 250, 150],
      [170, 220, 120],
      [420, 240, 220],
    ]) {
      pen.fillRect(x, y, width, 180);
      pen.beginPath();
      pen.moveTo(x - 12, y);
      pen.lineTo(x + width / 2, y - 70);
      pen.lineTo(x + width + 12, y);
      pen.fill();
    }
    const light = pen.createRadialGradient(350, 150, 4, 350, 150, 150);
    for (const [at, colour] of [
      [0, '#fff3c4'],
      [0.15, '#ffc861'],
      [1, '#ffc86100'],
    ])
      light.addColorStop(at, colour);
    pen.fillStyle = light;
    pen.fillRect(180, 0, 340, 320);
    pen.fillStyle = '#2a1d55';
    pen.fillRect(346, 170, 8, 250);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

async function sendPicture(from, to) {
  const buffer = await lantern(from);
  await from.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'lantern.png', mimeType: 'image/png', buffer });
  await from.page.getByRole('button', { name: 'Send', exact: true }).click();
  await to.page.getByRole('button', { name: /^Download/ }).click();
  await to.page.locator('.photo img').waitFor();
}

/** One evening on Garden Lane, as Anna sees it. */
export async function liveTheEvening({ anna, mira, hana, tomasz }) {
  await nameThem(anna, mira, 'Mira next door');
  await nameThem(anna, hana, 'Hana');
  await post(hana, 'Good evening! There is a box of plums at the gate of number 12. Please take some.');
  await post(tomasz, 'The bakery van stops at the fountain tomorrow at 8, not at 9.');
  await post(mira, 'Bicycle mending at my place on Sunday, from ten. Bring cake, not money.');
  await show(anna.page, 'square');
  await sees(anna, 'Bicycle mending');
  await post(anna, 'Thank you for the plums, Hana! Two jars of jam are yours.');

  await openGroup(anna, [mira, hana, tomasz]);
  await talk([[anna, 'Long table on Saturday? I can bring benches.', []]]);
  for (const guest of [mira, hana, tomasz]) {
    await show(guest.page, 'chats');
    await guest.page.locator('a.chatrow').filter({ hasText: 'Long table' }).click();
  }
  const all = { anna, mira, hana, tomasz };
  const others = (who) => Object.values(all).filter((one) => one !== who);
  await talk([
    [hana, 'Yes! Plum cake from me.', others(hana)],
    [tomasz, 'I have lights for the trees, about 20 metres.', others(tomasz)],
    [mira, 'Soup. And my brother brings his accordion, be warned.', others(mira)],
    [anna, 'Then it is a party. Six o’clock at the big tree.', others(anna)],
  ]);

  await openChat(anna, mira);
  await openChat(mira, anna);
  await talk([
    [mira, 'Are you coming to the lantern walk?', [anna]],
    [anna, 'Yes, I only have to find my boots.', [mira]],
    [mira, 'Look what the children made:', [anna]],
  ]);
  await sendPicture(mira, anna);
  await talk([
    [anna, 'Oh, how lovely!', [mira]],
    [anna, 'Leave the porch light on, I am with you in ten minutes.', [mira]],
    [mira, 'It is on.', [anna]],
  ]);
  await openChat(hana, anna);
  await show(anna.page, 'chats');
  await talk([
    [hana, 'Which jam was it again?', [anna]],
    [hana, 'Plum and cinnamon?', [anna]],
  ]);
}

async function openGroup({ page }, people) {
  await show(page, 'people/choose');
  await page.locator('label.person').first().waitFor();
  const boxes = page.locator('label.person');
  for (let i = 0; i < people.length; i += 1) await boxes.nth(i).click();
  await page.getByRole('button', { name: /^Start group/ }).click();
  await page.getByRole('form', { name: 'Write a sealed message' }).waitFor();
}
