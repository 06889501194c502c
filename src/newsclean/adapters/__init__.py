"""newsclean inside other people's engines. Each module is imported only by who asks for it, and needs its own extra."""
