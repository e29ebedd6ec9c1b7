/** Takes out of a text what says who or where somebody is. */
export interface Masking {
  /**
   * The text with names, numbers and places that were recognised replaced by plain words in brackets, such as `[name]`.
   * Synchronous; never throws. It misses some: it lowers a risk, and is no licence to keep or show what is left.
   */
  mask(text: string): string
}
