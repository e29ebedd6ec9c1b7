import { applied } from './rule.ts'
import type { Rule } from './rule.ts'

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const DAY = '(?:0?[1-9]|[12]\\d|3[01])'
/** Numbers that everybody rings; they say nothing about anyone. */
const EVERYBODYS = /^(?:999|112|111|101|105|55|116|123)$/u
const YEAR = /^(?:19|20)\d\d$/u
const START = '(?<![\\p{L}\\p{N}])'
const END = '(?![\\p{L}\\p{N}])'

const digits = (text: string): string => text.replace(/\D/gu, '')
const runs = (text: string): readonly string[] => text.match(/\d+/gu) ?? []
const isMoney = (before: string, after: string): boolean =>
  /[£$€] ?$/u.test(before) || /^ ?(?:k|pounds?|quid|euros?|dollars?|zł|lei)(?!\p{L})/iu.test(after)
const isTimes = (text: string): boolean => /^\d{1,2}[.:]\d\d ?- ?\d{1,2}[.:]\d\d$/u.test(text)

const RULES: readonly Rule[] = [
  // A whole date may be a birthday; a day or a month alone says nothing.
  {
    pattern: new RegExp(`${START}${DAY}(?:st|nd|rd|th)?(?: of)? ${MONTH},? (?:19|20)\\d\\d${END}`, 'giu'),
    becomes: '[date]',
  },
  {
    pattern: new RegExp(`${START}${DAY}([/.-])(?:0?[1-9]|1[0-2])\\1(?:(?:19|20)\\d\\d|\\d\\d)${END}`, 'gu'),
    becomes: '[date]',
  },
  {
    pattern: new RegExp(
      `(?<keep>${START}(?:crime|police|incident|case|log|cad|urn|ref|reference|badge|collar)(?: (?:ref|reference|number|no|num|id|is|was|the))*[ .:#]+)(?=[\\p{L}/.-]{0,8}\\d)[\\p{L}\\d](?:[\\p{L}\\d/.-]*[\\p{L}\\d])?${END}`,
      'giu',
    ),
    becomes: '[number]',
    isMeant: (found, before) =>
      !EVERYBODYS.test(found) &&
      !YEAR.test(found) &&
      digits(found).length >= (/(?:ref|reference|number|no|num|is|urn)[ .:#]+$/iu.test(before) ? 2 : 3),
  },
  {
    pattern: new RegExp(`(?<keep>${START}(?:PC|DC|DS|PCSO|officer) )\\d{3,5}${END}`, 'gu'),
    becomes: '[number]',
  },
  // National Insurance: two letters, six figures, one letter.
  {
    pattern: new RegExp(`${START}[a-z]{2} ?\\d\\d ?\\d\\d ?\\d\\d ?[a-d]${END}`, 'giu'),
    becomes: '[number]',
  },
  // Cars since 2001 and from 1983 to 2001. With a space and in small letters only where a car is spoken of.
  {
    pattern: new RegExp(
      `${START}(?:[A-Z]{2}\\d\\d ?[A-Z]{3}|[A-Z]\\d{1,3}[A-Z]{3}|[a-z]{2}\\d\\d[a-z]{3})${END}`,
      'gu',
    ),
    becomes: '[number]',
  },
  {
    pattern: new RegExp(
      `(?<keep>${START}(?:reg|registration|number ?plate|plate)(?: (?:is|was|no|number))*[ :]+)(?=[a-z]{0,3}\\d)[a-z\\d]{2,4} ?[a-z\\d]{2,4}${END}`,
      'giu',
    ),
    becomes: '[number]',
  },
  // Letters and five figures or more: passports, licences, references, IBAN.
  {
    pattern: new RegExp(`${START}\\p{L}{1,5}-?\\d[\\p{L}\\d-]{4,}${END}`, 'gu'),
    becomes: '[number]',
    isMeant: (found) => digits(found).length >= 5,
  },
  // Everything else with six figures or more: telephones, cards, accounts, sort codes.
  {
    pattern: /(?<![\p{L}\p{N}£$€.,/])\+?\(?\d(?:[ ()./-]{0,2}\d){5,18}(?![\p{L}\p{N}])/gu,
    becomes: '[number]',
    isMeant: (found, before, after) => {
      const all = runs(found)
      return (
        !all.every((run) => EVERYBODYS.test(run) || YEAR.test(run)) &&
        !isTimes(found) &&
        !isMoney(before, after)
      )
    },
  },
]

/** The text without dates, references, registrations and long numbers; money, times, ages and years stay. */
export const withoutNumbers = (text: string): string => applied(RULES, text)
