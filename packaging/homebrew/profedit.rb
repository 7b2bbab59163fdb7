# Not built or tested yet: written by the names that deps.sh has for Homebrew;
# on macOS profedit has been compiled with a cross compiler, never run.
# The source archive is that of `make dist`: put its address and sum below.
class Profedit < Formula
  desc "Edit and check Apple configuration profiles in a terminal"
  url "file:///tmp/profedit-0.2.0.tar.xz"
  version "0.2.0"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on "expat"
  depends_on "libedit"
  depends_on "libplist"
  depends_on "libyaml"
  depends_on "ncurses"
  depends_on "openssl@3"
  depends_on "pcre2"

  def install
    system "./configure", *std_configure_args
    system "make", "install"
  end

  test do
    system bin/"profedit", "new", "--name=Test", "--identifier=com.example.t",
           "--payload=com.apple.dock", "t.mobileconfig"
    system bin/"profedit", "check", "t.mobileconfig"
  end
end
