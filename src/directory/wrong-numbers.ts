import { isSameNumber } from '../domain/uk-number.ts'

/** A number that can be dialled, is printed somewhere, and reaches nobody or somebody else. */
export interface WrongNumber {
  readonly number: string
  /** The right one, where it is known. */
  readonly instead?: string
  readonly why: string
}

/** No rule of form can find these: each was met on a page. Add what you meet, with what is right and where it stood. */
export const WRONG_NUMBERS: readonly WrongNumber[] = [
  {
    number: '0800 500 2222',
    instead: '0808 500 2222',
    why: 'a misprint of the rape and sexual abuse line, seen on the page of a local centre',
  },
  {
    number: '0808 802 9999',
    instead: '0808 500 2222',
    why: 'the former number of the rape and sexual abuse line, still printed by third parties',
  },
  {
    number: '0845 089 6262',
    why: 'the line of a sexual assault referral centre that was replaced, still printed on a college page',
  },
]

/** What is wrong with a number that looks right; undefined when nothing is known against it. */
export const knownWrong = (number: string): WrongNumber | undefined =>
  WRONG_NUMBERS.find((wrong) => isSameNumber(wrong.number, number))
