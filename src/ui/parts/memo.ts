// Draws again only when a property changed: for rows and faces of long lists.
import { Component, type ComponentType, createElement } from 'preact';

/** The same component, skipped while all its properties are the very same values. */
export function memo<P extends object>(Inner: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return !sameValues(this.props, next);
    }
    override render() {
      return createElement(Inner, this.props);
    }
  };
}

function sameValues(a: object, b: object): boolean {
  const [before, after] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return before.length === after.size && before.every(([name, value]) => Object.is(value, after.get(name)));
}
