// Words of QR codes: showing and reading them.
export const scan = {
  tooLong: 'This is too long for a code. Copy it instead.',
  camera: 'What the camera sees',
  denied:
    'This page may not use the camera. Allow it in the browser’s settings, or choose a picture of the code.',
  noCamera: 'No camera here. Choose a picture of the code, or paste its text.',
  noCode: 'No code is to be seen in this picture. Take it closer, straight and in good light.',
  picture: 'Choose a picture',
  paste: 'Or paste the text or link',
  use: 'Use this text',
} as const;
