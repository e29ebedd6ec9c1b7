import { expect } from 'chai'
import { embeddedGeography } from '../../src/adapters/geography-embedded/index.ts'
import { factsAboutAnother, factsIn } from '../../src/domain/facts.ts'
import type { Facts } from '../../src/domain/facts.ts'

const geography = embeddedGeography(new URL('../../deployment/geography/', import.meta.url))

/** What is noticed in each text; nothing where nothing may be. */
const check = (rows: readonly (readonly [string, Facts])[]): void => {
  for (const [text, facts] of rows) {
    it(text, () => expect(factsIn(text, geography)).to.deep.equal(facts))
  }
}
const nothing = (texts: readonly string[]): void => check(texts.map((text) => [text, {}]))

describe('What is noticed in somebody’s own words:', () => {
  describe('all of it at once', () => {
    check([
      [
        'my ex smashed my door in Stafford last week, I told the police, ref 25/12345/22, ring me on 07700 900123',
        { place: 'Stafford', phone: '07700 900123', reported: 'yes', 'crime-reference': '25/12345/22' },
      ],
      [
        'When I was a child my uncle hurt me. I’ve never told anyone. I live in Crewe now.',
        { place: 'Crewe', reported: 'no', ongoing: 'no' },
      ],
    ])
  })

  describe('a place, from a clear mention', () => {
    check([
      ['someone broke into my car in Reading', { place: 'Reading' }],
      ['I live in reading and someone broke in', { place: 'reading' }],
      ['my shed was done over in stafford', { place: 'stafford' }],
      ['STOLEN BIKE IN STAFFORD TOWN CENTRE', { place: 'STAFFORD' }],
      ['we live near Crewe, they broke in when I was at work', { place: 'Crewe' }],
      ['I am in Newcastle under Lyme', { place: 'Newcastle under Lyme' }],
      ['i live in milton keyns', { place: 'milton keyns' }],
      ['my postcode is ST16 2AB', { place: 'ST16 2AB' }],
      ['i live at st16 2ab', { place: 'st16 2ab' }],
      ['in my flat in Wigan', { place: 'Wigan' }],
      ['my son was attacked in Hull city centre', { place: 'Hull' }],
      ['We live in March in Cambridgeshire', { place: 'March' }],
      ['My name is Chester and I live in Colchester', { place: 'Colchester' }],
      ['I was mugged in Leeds but I live in Stafford', { place: 'Stafford' }],
      ['i met him in Blackpool and he attacked me. i live in wigan', { place: 'wigan' }],
    ])
  })

  describe('no place, from a name that is not one, from somebody else’s, or where two may be meant', () => {
    nothing([
      'My friend Chester hit me',
      'confided in Chester',
      'Reading a book in the park when it happened',
      'it happened in march',
      'we live in hope',
      'in winter he locked me out',
      'in trouble, in pain, in shock and in bed',
      'at work in Chester Road',
      'I live in Chester Street',
      'near the M6',
      'I was on the train to London',
      'he is in prison in Leeds',
      'he’s from Bradford and he keeps threatening me',
      'he lives at ST16 2AB and threatens me',
      'the scam company is in Croydon',
      'I rang a helpline in Bristol on 0117 496 0123 but nobody answered',
      'the police station wall had a number, 0117 496 0123',
      'happened in Blackpool, then again in Wigan',
      'I was attacked in Spain',
      'i work in leeds',
    ])
  })

  describe('no place of somebody who had to leave, or who is not from there', () => {
    nothing([
      'I fled to Crewe last month',
      'I’m in a refuge in Crewe',
      'I live in Crewe now, he does not know where I am',
      'I left him and I live in Derby',
      'I was mugged in Leeds, I don’t live there',
      'I was mugged in Leeds on holiday',
      'She moved to Derby to get away from him',
    ])
  })

  describe('a number or an address that reaches the person', () => {
    check([
      ['my number is 07700 900123', { phone: '07700 900123' }],
      ['text me on +44 7700 900123', { phone: '+44 7700 900123' }],
      ['you can get me on 01785 496000', { phone: '01785 496000' }],
      ['Mobile: 07700 900123', { phone: '07700 900123' }],
      ['my bank is on 0345 606 0000 and my number is 07700 900123', { phone: '07700 900123' }],
      ['you can email me at sam.lee@example.org.', { email: 'sam.lee@example.org' }],
      [
        'my mobile: 07700900123, my email is sam@example.org',
        { phone: '07700900123', email: 'sam@example.org' },
      ],
    ])
    nothing([
      '07700 900123',
      'he keeps calling me on 07700 900123',
      'he told me to ring me on 07700 900123',
      'someone keeps texting me from 07700 900999',
      'do not call me on 07700 900123',
      'he called my mobile from 07700 900999',
      'my mobile is 07700 900123 but it is not safe, do not ring me on 07700 900123',
      'my mum’s number is 07700 900123',
      'please call me on 07700 900123 or 07700 900124',
      'the scammer said email me at x@example.com',
      'my email is jo@example',
      'my number is 12',
    ])
  })

  describe('that the police know', () => {
    for (const text of [
      'I told the police',
      'i have reported it to the police and they gave me incident number 456 of 12 March',
      'Reported to police',
      'I’ve spoken to the police',
      'I rang 101 and they said nothing can be done',
      'my neighbour called the police',
      'my mum rang the police',
      'it was reported to the police',
      'the police came out',
      'told the police they said its civil',
    ])
      check([[text, { reported: 'yes' }]])
  })

  describe('that the police do not know', () => {
    for (const text of [
      'not reported',
      'I haven’t reported it',
      'i havent told anyone',
      'I have not told the police yet',
      'I never told anybody',
      'the police do not know',
    ])
      check([[text, { reported: 'no' }]])
  })

  describe('that the person does not want the police', () => {
    for (const text of [
      'I don’t want to go to the police',
      'I do not want the police involved',
      'I dont want to report it',
      'please dont tell the police',
      'I am not going to the police',
      'no police please',
    ])
      check([[text, { reported: 'do-not-want-to' }]])
  })

  describe('nothing about the police, from what is thought of, feared, somebody else’s, or said both ways', () => {
    nothing([
      'I will report it to the police',
      'should I report this to the police',
      'how do I report to the police',
      'I nearly told the police',
      'I should have told the police',
      'I was told not to go to the police',
      'my boyfriend threatened me not to tell the police',
      'they never reported it',
      'he told the police I hit him',
      'my ex rang the police on me',
      'my dad wants me to tell the police',
      'I reported it to my manager',
      'the school has not reported it',
      'police never came',
      'He is a police officer',
      'we called 999 for an ambulance',
      'I told the police. I do not want the police here again',
    ])
  })

  describe('a crime number', () => {
    check([
      ['crime ref: CR/123456/25', { reported: 'yes', 'crime-reference': 'CR/123456/25' }],
      ['crime number 22*345678', { reported: 'yes', 'crime-reference': '22*345678' }],
      ['reference 15/22841/26 from the police', { reported: 'yes', 'crime-reference': '15/22841/26' }],
      ['CRN 26000123456', { reported: 'yes', 'crime-reference': '26000123456' }],
    ])
    nothing([
      'it happened on 12/03/2024, crime number to follow',
      'crime ref 12/03/2024',
      'order ref 12345678 from amazon',
      'my bank ref is 12345678 and it is about a crime',
      'ref 12345678',
      'they gave me a crime number but I lost it',
    ])
  })

  describe('that it was some time ago, or goes on', () => {
    check([
      ['it happened 30 years ago. I still have nightmares', { ongoing: 'no' }],
      ['I was raped in 1987', { ongoing: 'no' }],
      ['in the 80s a teacher touched me', { ongoing: 'no' }],
      ['abused as a child', { ongoing: 'no' }],
      ['it is still going on', { ongoing: 'yes' }],
      ['it started years ago and it hasn’t stopped', { ongoing: 'yes' }],
      ['it keeps happening', { ongoing: 'yes' }],
    ])
    nothing([
      'we met 20 years ago and he still hits me',
      'it’s been happening since I was little',
      'we got married ten years ago',
      'I don’t know if it is still going on',
      'he still lives next door',
      'I was 9 when he started',
    ])
  })
})

describe('What is noticed of somebody else', () => {
  it('leaves out whose number it may be, and what they may want of the police', () => {
    const facts = factsIn(
      'she is in a bad way in Stafford, I do not want the police, ring me on 07700 900123',
      geography,
    )
    expect(facts).to.deep.equal({ place: 'Stafford', phone: '07700 900123', reported: 'do-not-want-to' })
    expect(factsAboutAnother(facts)).to.deep.equal({ place: 'Stafford' })
    expect(factsAboutAnother({ reported: 'yes' })).to.deep.equal({ reported: 'yes' })
  })
})

describe('Looking for facts', () => {
  it('takes no longer than a person waits for nothing, whatever is typed', () => {
    const texts = [
      'in Stoke upon the hill near ',
      '0 1 2 3 4 5 6 7 ',
      'crime ref ref ref no no ',
      'i have have have have ',
      'a.',
    ].map((part) => part.repeat(2000).slice(0, 2000))
    for (const text of texts) {
      const started = performance.now()
      factsIn(text, geography)
      expect(performance.now() - started, text.slice(0, 20)).to.be.lessThan(100)
    }
  })
})
