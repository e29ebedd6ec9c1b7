/**
 * What came of a question. `council`: the GSS code of the council that the postcode lies in, anywhere in the United
 * Kingdom. `not-known`: there is no such postcode. `silent`: no answer, or none that can be believed.
 */
export type PostcodeAnswer =
  | { readonly result: 'council'; readonly code: string }
  | { readonly result: 'not-known' }
  | { readonly result: 'silent' }

/**
 * Postcodes that are newer than the embedded table, from somebody else's service. It is off unless the deployment
 * names one and its area's data says that it was assessed: whoever runs it sees a postcode and when it was asked about.
 */
export interface PostcodeLookup {
  /**
   * Asks about one full postcode, as postcodes are written (`ST7 6AA`), and about nothing else. Takes a second at most.
   * Never rejects, keeps nothing, and may be repeated.
   */
  councilOf(postcode: string): Promise<PostcodeAnswer>
}
