/** What a number's picture can be written as, by the ending of its name. */
export const pictureFormats = ['png', 'svg', 'pdf', 'jpg', 'webp'] as const;
export type PictureFormat = (typeof pictureFormats)[number];
