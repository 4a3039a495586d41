/** Node's fetch wants it for a body that is a stream; browsers' types do not know it. */
interface RequestInit {
  duplex?: 'half';
}
