/** Learns weights in place from their slopes, each at a pace of its own (Adam; Kingma and Ba, 2015). */
export function adam(weights: Float32Array): { learn(slope: Float32Array, pace: number): void } {
  const [firstDecay, secondDecay, least] = [0.9, 0.999, 1e-8]
  const first = new Float32Array(weights.length)
  const second = new Float32Array(weights.length)
  let times = 0
  return {
    learn(slope, pace) {
      times += 1
      const [unbiasFirst, unbiasSecond] = [1 - firstDecay ** times, 1 - secondDecay ** times]
      for (let k = 0; k < weights.length; k++) {
        const one = slope[k]!
        const mean = (first[k] = firstDecay * first[k]! + (1 - firstDecay) * one)
        const square = (second[k] = secondDecay * second[k]! + (1 - secondDecay) * one * one)
        weights[k]! -= (pace * (mean / unbiasFirst)) / (Math.sqrt(square / unbiasSecond) + least)
      }
    },
  }
}
