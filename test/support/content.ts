import { readContent } from '../../src/content.ts'
import type { Content } from '../../src/content.ts'

/** The shipped content, read once for all tests. */
const read = readContent({ production: false })
if (!read.content) throw new Error('the shipped flows cannot be read')

export const CONTENT: Content = read.content
export const FAULTS = read.faults
