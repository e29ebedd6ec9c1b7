import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Message, Reply } from '../../src/conversation/converse.ts'
import { textsFor } from '../../src/conversation/texts.ts'
import type { Channel } from '../../src/domain/channel.ts'
import { inMemory, TUESDAY } from '../support/memory.ts'

const HOUR = 60 * 60_000
const WORD = 'Zinnias'

/** A Haven with a clock that can be moved, and everybody who writes to it. */
function aHaven(language = 'en') {
  let now = TUESDAY
  const memory = inMemory()
  const setting = { ...memory.setting, clock: { now: () => now } }
  const person = (conversation: string, channel: Channel = 'sms') => {
    let last: Reply
    const said: string[] = []
    const say = async (what: Message['said']): Promise<{ readonly at: string; readonly all: string }> => {
      last = await converse(setting, { conversation, channel, language, said: what })
      const { screen } = last
      const all = textsFor(last, (key) => setting.words.text(screen.language, key) ?? key).join('\n')
      said.push(all)
      return { at: screen.at, all }
    }
    return {
      text: (text: string) => say({ kind: 'typed', text }),
      choose: (...options: string[]) => say({ kind: 'chosen', options }),
      /** All that was ever said to them. */
      heard: () => said.join('\n'),
      last: () => last,
    }
  }
  return { memory, person, wait: (milliseconds: number) => (now = new Date(now.getTime() + milliseconds)) }
}
type Person = ReturnType<ReturnType<typeof aHaven>['person']>

/** Somebody on the way to a referral, up to where its secret is made. */
async function asFarAsSecret({
  text,
  choose,
}: Person): Promise<{ readonly at: string; readonly all: string }> {
  await text('hello')
  for (const option of [
    'nobody',
    'no',
    'me',
    '18-plus',
    'list',
    'online',
    'fraud',
    'that-is-all',
    'no',
    'no',
  ])
    await choose(option)
  await choose('yes')
  await choose('carry-on')
  await text('ST16')
  for (const option of [
    'yes',
    'money',
    'none',
    'pass-on',
    'rather-not-say',
    'yes',
    'same-place',
    'no',
    'skip',
  ])
    await choose(option)
  return choose('none')
}

/** Agrees. Whoever does before they have read it all gets the next part. */
async function agreed(person: Person): Promise<{ readonly at: string; readonly all: string }> {
  let reply = await person.choose('agree')
  for (let part = 0; part < 20 && reply.at === 'referral/review'; part += 1)
    reply = await person.choose('agree')
  return reply
}

/** Sends it, with this word or none; answers its reference. */
async function sentBy(person: Person, word: string | undefined): Promise<string> {
  let { at } = await asFarAsSecret(person)
  for (const option of ['they-ring', 'nobody']) {
    if (at === 'referral/word') break
    at = (await person.choose(option)).at
  }
  expect(at).to.equal('referral/word')
  at = (await (word === undefined ? person.choose('skip') : person.text(word))).at
  expect(at).to.equal('private/again')
  expect((await person.choose('yes')).at).to.equal('referral/review')
  const { at: end, all } = await agreed(person)
  expect(end).to.equal('referral/next')
  return /[A-Z]{3,} \d{3}/.exec(all)![0]
}

async function look(person: Person, reference: string, word: string) {
  const { at } = await person.text('STATUS')
  if (at === 'track/phone') await person.text('1')
  await person.text(reference)
  return person.text(word)
}

describe('A word of their own, by text,', function () {
  this.timeout(20_000)

  it('opens the referral from the phone that it was chosen on, however it is typed', async () => {
    const haven = aHaven()
    const phone = haven.person('a')
    const reference = await sentBy(phone, WORD)
    for (const typed of [WORD, ' zinnias. ', 'ZINNIAS'])
      expect((await look(phone, reference, typed)).at, typed).to.equal('track/status')
    expect((await phone.choose('take-back')).at).to.equal('track/take-back')
    expect((await phone.choose('yes')).at).to.equal('track/taken-back')
  })

  it('alone opens nothing, and the phone alone opens nothing', async () => {
    const haven = aHaven()
    const reference = await sentBy(haven.person('a'), WORD)
    const other = haven.person('b')
    await other.text('hello')
    expect((await look(other, reference, WORD)).at).to.equal('track/wrong')
    expect((await look(haven.person('a'), reference, 'candle')).at).to.equal('track/wrong')
    const page = haven.person('w', 'web')
    await page.choose('look-up')
    await page.text(reference)
    expect((await page.text(WORD)).at).to.equal('track/wrong')
  })

  it('is said in no text, and stands in nothing that is kept or counted', async () => {
    const haven = aHaven()
    const phone = haven.person('a')
    const reference = await sentBy(phone, WORD)
    await look(phone, reference, WORD)
    const everything = [
      phone.heard(),
      JSON.stringify([...haven.memory.places.values()]),
      JSON.stringify([...haven.memory.received.values()]),
      haven.memory.traced.join(),
    ]
    for (const part of everything) expect(part).to.not.match(/zinnias/i)
    expect(phone.heard()).to.include('The word that you chose opens it')
  })

  it('may be left out: that is said before, and then nothing opens it', async () => {
    const haven = aHaven()
    const phone = haven.person('a')
    const reference = await sentBy(phone, undefined)
    expect(phone.heard()).to.include('you can only ring the team').and.include('cannot be opened by text')
    expect((await look(phone, reference, '')).at).to.not.equal('track/status')
    expect((await look(phone, reference, 'anything')).at).to.equal('track/wrong')
    const [sent] = haven.memory.received.values()
    expect(sent!.consent.withdrawn_by).to.equal('ringing')
  })

  for (const [typed, note] of [
    ['ab', /long enough/],
    ['....', /long enough/],
    ['password', /harder to guess/],
  ] as const)
    it(`is not "${typed}"`, async () => {
      const haven = aHaven()
      const phone = haven.person('a')
      let { at } = await asFarAsSecret(phone)
      for (const option of ['they-ring', 'nobody'])
        if (at !== 'referral/word') at = (await phone.choose(option)).at
      const { at: still, all } = await phone.text(typed)
      expect(still).to.equal('referral/word')
      expect(all).to.match(note)
    })

  it('is not needed to be told of danger, and is then not kept', async () => {
    const haven = aHaven()
    const phone = haven.person('a')
    let { at } = await asFarAsSecret(phone)
    for (const option of ['they-ring', 'nobody'])
      if (at !== 'referral/word') at = (await phone.choose(option)).at
    expect((await phone.text('he is going to kill me')).at).to.match(/^safety\//)
    expect(JSON.stringify([...haven.memory.places.values()])).to.not.include('phone-word')
  })
})

describe('Three words of the page, by text,', function () {
  this.timeout(20_000)

  /** Somebody who sent a referral on the page, and its three words. */
  async function sentOnPage(haven: ReturnType<typeof aHaven>) {
    const page = haven.person('w', 'web')
    let { at } = await asFarAsSecret(page)
    for (const option of ['they-ring', 'nobody', 'nobody'])
      if (at !== 'referral/secret-choice') at = (await page.choose(option)).at
    expect(at).to.equal('referral/secret-choice')
    await page.choose('use-these')
    await page.choose('yes')
    await page.choose('agree')
    const kept = page.last().screen.says.flatMap((block) => (block.kind === 'keep' ? [block.value] : []))
    return { reference: kept[0]!, words: kept[1]! }
  }

  it('open nothing and are not kept: it is said where they do', async () => {
    const haven = aHaven()
    const { reference, words } = await sentOnPage(haven)
    const phone = haven.person('a')
    await phone.text('hello')
    const { at, all } = await look(phone, reference, words)
    expect(at).to.equal('track/wrong')
    expect(all).to.include('https://haven.example').and.match(/0808/)
    expect(JSON.stringify(haven.memory.places.get('a'))).to.not.include(words)
    // Typed where a reference is asked they are no code, and are not kept either.
    await phone.text('status')
    await phone.choose('nobody')
    expect((await phone.text(words)).at).to.equal('later/wrong')
    expect(JSON.stringify(haven.memory.places.get('a'))).to.not.include(words)
  })

  it('are never sent: somebody who carries on by text chooses a word', async () => {
    const haven = aHaven()
    const page = haven.person('w', 'web')
    let { at } = await asFarAsSecret(page)
    for (const option of ['they-ring', 'nobody', 'nobody'])
      if (at !== 'referral/secret-choice') at = (await page.choose(option)).at
    const secret = page
      .last()
      .screen.says.flatMap((block) => (block.kind === 'keep' ? [block.value] : []))[0]!
    await page.choose('use-these')
    await page.text('later')
    await page.choose('yes')
    const code = page.last().screen.says.flatMap((block) => (block.kind === 'keep' ? [block.value] : []))[0]!
    const phone = haven.person('a')
    for (const typed of ['hello', 'status', 'yes', code, 'yes']) await phone.text(typed)
    expect((await phone.choose('no')).at).to.equal('referral/word')
    await phone.text(WORD)
    await phone.choose('yes')
    expect((await agreed(phone)).at).to.equal('referral/next')
    expect(phone.heard()).to.not.include(secret)
  })
})

describe('After an hour, a word', function () {
  this.timeout(20_000)

  it('that opened something does not leave it open', async () => {
    const haven = aHaven()
    const first = haven.person('a')
    const reference = await sentBy(first, WORD)
    await first.text('leave')
    const phone = haven.person('a')
    await phone.text('hello')
    expect((await look(phone, reference, WORD)).at).to.equal('track/status')
    haven.wait(2 * HOUR)
    const { at, all } = await phone.text('1')
    expect(at).to.equal('start/screen')
    expect(all).to.not.include(reference)
    expect(JSON.stringify(haven.memory.places.get('a'))).to.not.include(reference)
  })

  it('that was not chosen leaves nothing to come back to of what was sent', async () => {
    const haven = aHaven()
    const phone = haven.person('a')
    const reference = await sentBy(phone, undefined)
    haven.wait(2 * HOUR)
    expect((await phone.text('1')).at).to.equal('start/screen')
    expect(JSON.stringify(haven.memory.places.get('a'))).to.not.include(reference.replace(' ', '-'))
  })

  async function silent() {
    const haven = aHaven()
    const phone = haven.person('a')
    await sentBy(phone, WORD)
    haven.wait(2 * HOUR)
    await phone.text('hello')
    expect((await phone.text('1')).at).to.equal('again/word')
    return { haven, phone }
  }

  it('stands before anything goes on', async () => {
    const { phone } = await silent()
    expect((await phone.text(WORD)).at).to.equal('again/choose')
    expect((await phone.text('1')).at).to.equal('referral/next')
  })

  it('that is wrong three times forgets what was said, and leaves only a new beginning', async () => {
    const { haven, phone } = await silent()
    const first = await phone.text('candle')
    expect(first.at).to.equal('again/wrong')
    // Going back makes the tries no more.
    for (const typed of ['back', 'torch', '1']) await phone.text(typed)
    const { at, all } = await phone.text('lamp post')
    expect(at).to.equal('again/only-start')
    expect(all).to.not.match(/wrong word|no word/i)
    expect(JSON.stringify(haven.memory.places.get('a'))).to.not.include('fraud')
    await phone.text('more')
    expect((await phone.text('1')).at).to.equal('start/screen')
  })

  it('that is wrong counts also after another hour', async () => {
    const { haven, phone } = await silent()
    for (const typed of ['candle', '1', 'torch']) await phone.text(typed)
    haven.wait(2 * HOUR)
    for (const typed of ['hello', '1']) await phone.text(typed)
    expect((await phone.text('lamp post')).at).to.equal('again/only-start')
  })

  it('that is right makes the tries whole again', async () => {
    const { haven, phone } = await silent()
    for (const typed of ['candle', '1', WORD]) await phone.text(typed)
    expect([...haven.memory.places.keys()].filter((id) => id.startsWith('tries'))).to.deep.equal([])
  })
})
