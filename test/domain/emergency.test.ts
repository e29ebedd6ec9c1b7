import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { DANGER_KINDS } from '../../src/domain/danger.ts'
import {
  emergencyFor,
  emergencyForCrimes,
  gapsInFloor,
  staleEntries,
  type EmergencyEntry,
} from '../../src/domain/emergency.ts'
import { directoryFromFiles } from '../../src/adapters/directory-files/index.ts'
import words from '../../locales/en/emergency.json' with { type: 'json' }

const floor = directoryFromFiles('deployment', { production: false }).emergency
const ids = (entries: readonly EmergencyEntry[]) => entries.map(({ id }) => id)

describe('the emergency floor', () => {
  for (const kind of DANGER_KINDS) {
    it(`begins with 999 for ${kind}, and goes on with somebody to talk to or another way to ring`, () => {
      const shown = ids(emergencyFor([kind], floor))
      expect(shown[0]).to.equal('999')
      expect(shown.length).to.be.greaterThan(1)
    })
  }

  it('answers a person who may end their life with lines that are open day and night', () => {
    const shown = emergencyFor(['suicide'], floor).filter(({ always }) => always)
    expect(ids(shown)).to.include.members(['samaritans', 'nhs-111-2', 'shout'])
  })

  it('answers a child with Childline, and someone afraid of what they may do with the Respect line', () => {
    expect(ids(emergencyFor(['child'], floor))).to.include('childline')
    expect(ids(emergencyFor(['harm_to_others'], floor))).to.include('respect')
  })

  it('shows each entry once when there are several dangers', () => {
    const shown = ids(emergencyFor(['immediate', 'suicide', 'child'], floor))
    expect(new Set(shown).size).to.equal(shown.length)
  })

  it('reads no kind at all as danger now', () => {
    expect(emergencyFor([], floor)).to.deep.equal(emergencyFor(['immediate'], floor))
  })

  it('shows the bank number for fraud and not in danger to life', () => {
    expect(ids(emergencyForCrimes(['fraud'], floor))).to.deep.equal(['bank-159'])
    expect(ids(emergencyForCrimes(['burglary'], floor))).to.deep.equal([])
    expect(ids(emergencyFor(DANGER_KINDS, floor))).to.not.include('bank-159')
  })

  it('never opens a text to 999, which reaches nobody from a phone that is not registered', () => {
    expect(floor.filter(({ sms }) => sms?.to === '999')).to.deep.equal([])
  })

  it('says which entries nobody checked for half a year, or ever', () => {
    const first = floor[0]!
    expect(staleEntries([first], '2026-11-22')).to.deep.equal([])
    expect(staleEntries([first], '2027-06-01')).to.deep.equal([first])
    expect(ids(staleEntries([{ ...first, checked_on: null }], '2026-11-22'))).to.deep.equal(['999'])
  })

  it('has a gap where a danger has no answer, or suicide has 999 alone', () => {
    expect(gapsInFloor(floor)).to.deep.equal([])
    expect(gapsInFloor(floor.slice(0, 1))).to.deep.equal(['suicide'])
    expect(gapsInFloor([])).to.deep.equal(DANGER_KINDS)
  })

  it('has English words for every entry and for nothing else', () => {
    expect(Object.keys(words).sort()).to.deep.equal(ids(floor).slice().sort())
  })

  for (const language of ['en', 'cy', 'ar', 'pa', 'pl', 'ro', 'ur', 'ur-Latn'])
    it(`says a number that has words in it in ${language}, and every digit as the data has it`, () => {
      const said = JSON.parse(readFileSync(`locales/${language}/emergency.json`, 'utf8')) as Record<
        string,
        { readonly number?: string }
      >
      const dialled = (number: string | null | undefined): readonly string[] =>
        [...(number ?? '').matchAll(/\d+|\b[A-Z]{2,}\b/g)].map(([one]) => one)
      const wordy = floor.filter(({ number }) => /[a-z]{2,}/.test(number ?? ''))
      expect(ids(wordy)).to.deep.equal(['silent-solution', 'nhs-111-2', 'shout'])
      for (const { id, number } of wordy) expect(dialled(said[id]?.number), id).to.deep.equal(dialled(number))
      const plain = floor.filter((entry) => !wordy.includes(entry))
      for (const { id } of plain) expect(said[id], id).to.not.have.property('number')
    })

  it('keeps every sentence under 16 words, without exclamation', () => {
    for (const { about } of Object.values(words)) {
      expect(about).to.not.include('!')
      for (const sentence of about.split(/(?<=\.)\s/))
        expect(sentence.split(/\s/).length, sentence).to.be.below(16)
    }
  })
})
