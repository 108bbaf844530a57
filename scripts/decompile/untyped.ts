/** What keeps hand-written IML from being written with references; ends the attempt at one text. */
export class Untyped extends Error {
  override readonly name = 'Untyped';
}
