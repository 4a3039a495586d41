/** Node's fetch wants it for a body that is a stream; browsers' types do not know it. */
interface RequestInit {
  duplex?: 'half';
}

/** A stylesheet: brought in for its effect, or (`*.module.css`) for the names of its classes. */
declare module '*.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
