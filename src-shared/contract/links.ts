/** All that ever leaves the program, and only when a person asks for it. */
export const links = {
  'dcgan-guide': 'https://www.tensorflow.org/tutorials/generative/dcgan',
  mnist: 'http://yann.lecun.com/exdb/mnist/',
  licence: 'https://www.apache.org/licenses/LICENSE-2.0',
} as const;

export type LinkName = keyof typeof links;
